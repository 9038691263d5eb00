/// What a file holds, recognised by its content, not by its name (product.md 6).
public enum FileKind: Sendable, Equatable {
    /// The form in which records stand.
    public enum Form: String, Sendable, CaseIterable {
        case csv
        /// A JSON array of objects.
        case jsonArray
        /// JSON objects one after the other, or a single one.
        case jsonLines
    }

    case orders(Form)
    case clients(Form)
    /// The DGI's XML: not read here.
    case dgiXML
    /// A PAC's webhook, as an envelope or as a bare body: not read here.
    case webhook
    /// Nothing that product.md 6 names, or nothing at all: the reader's faults say what it looks like.
    case unknown
}
