#ifndef PACBATCH_CLIBXML2_H
#define PACBATCH_CLIBXML2_H

/// Debian's libxml2 headers pull in the system ICU, whose enums clash with Foundation's own copy.
/// Undefining this hides two tail members of a struct that is never touched here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/c14n.h>
#include <libxml/xmlerror.h>

#endif
