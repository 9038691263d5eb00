import Testing

/// The built `pacbatch` against the built `pac-sandbox`: what a user sees, and what must never happen (guarantees.md). One after the other:
/// each scenario starts programs of its own.
@Suite(.serialized)
struct EndToEndTests {}
