/// One step of a pass over XML text: an element begins or ends.
public struct XMLEvent: Sendable, Equatable {
    /// What happened.
    public enum Kind: UInt8, Sendable {
        /// An element begins.
        case begin
        /// An element ends.
        case end
        /// The signed element ends; the next of `XMLPass.signatures` is its signature.
        case endSigned
    }

    /// Begins: where its tag begins. Ends: behind the end tag. In bytes of the file, from 0.
    public let offset: Int
    /// Where the character data in front of this step ends in the pass's text; it begins where that of the step before ends.
    public let textEnd: Int
    /// The element's local name as its place in the vocabulary, from 1; 0 for a name that isn't in it.
    public let name: Int16
    /// What happened.
    public let kind: Kind
}

/// Why a pass ends before the text does. Facts only.
public enum XMLRefusal: Error, Sendable, Equatable {
    /// libxml2 says the text isn't well-formed XML: its code, and its words in one line.
    case notWellFormed(code: Int32, reason: String)
    /// The text ends although an element is open.
    case endsEarly
    /// A DOCTYPE: refused whatever is in it, so that there are no entities, files and addresses to be followed (G12).
    case doctype
    /// An encoding that isn't UTF-8, as declared or as its first bytes show.
    case encoding(String)
    /// More elements inside one another than the limit.
    case depth(limit: Int)
    /// A tag, comment or text that is longer than the limit, in bytes.
    case pieceTooLong(limit: Int)
    /// A prefix that no namespace was declared for.
    case undeclaredPrefix(String)
}
