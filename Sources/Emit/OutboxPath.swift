public import Fiscal
internal import JSONText

/// Where a document's PDF or XML lies: `outbox/<company>/YYYY/MM/<cufe>.pdf|.xml`, year and month of the issue date in Panama (product.md 3).
///
/// CUFE and company come from outside and become a path, so both are checked here; a value of this type can't leave the outbox.
public struct OutboxPath: Sendable, Hashable {
    /// The folder, relative to the workspace.
    public let folder: String
    /// The file's name.
    public let name: String
    /// What it holds.
    public let kind: OutboxKind
    /// The CUFE.
    public let cufe: String

    /// The path, relative to the workspace.
    public var text: String { folder + "/" + name }

    /// Makes the path of a document.
    /// - Throws: `EmitError.notACufe`, `.notACompanyID`.
    public init(company: String, cufe: String, issueDate: FiscalTime, kind: OutboxKind) throws(EmitError) {
        guard Self.isCufe(cufe) else { throw .notACufe(cufe) }
        guard Self.isCompanyID(company) else { throw .notACompanyID(company) }
        let civil = issueDate.civil
        var folder = ByteWriter(capacity: 48)
        folder.append("outbox/")
        folder.append(text: company)
        folder.append("/")
        folder.append(magnitude: UInt64(max(civil.year, 0)), digits: 4)
        folder.append("/")
        folder.append(magnitude: UInt64(civil.month), digits: 2)
        self.folder = folder.text
        self.name = cufe + "." + kind.rawValue
        self.kind = kind
        self.cufe = cufe
    }

    /// The form of a CUFE: `FE` and 64 letters, digits and hyphens (dgi.md 2.1). The check digit isn't looked at: a PAC whose CUFE is
    /// off gets a warning (rulebook 5.5), and the document its PDF.
    static func isCufe(_ text: String) -> Bool {
        text.utf8.count == 66 && text.hasPrefix("FE")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"): true
                default: false
                }
            }
    }

    /// A company id that is fit to be a folder's name: 1 to 100 bytes, no slash, no control character, no point in front.
    static func isCompanyID(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count) && !text.hasPrefix(".")
            && text.unicodeScalars.allSatisfy { $0 != "/" && $0.properties.generalCategory != .control }
    }
}
