import Fiscal
import RfeFixtures
import XMLSignature

@testable import DgiXML

/// What a reader makes of a text.
struct Reading {
    var documents: [ImportedDocument] = []
    var faults: [Fault] = []

    init(_ bytes: [UInt8], piece: Int = 1 << 20, settings: ImportSettings = .acme) {
        guard var reader = DgiXMLReader(settings) else { preconditionFailure("the fixtures' anchors are certificates") }
        self.init(bytes, piece: piece, in: &reader)
    }

    init(_ text: String, piece: Int = 1 << 20, settings: ImportSettings = .acme) {
        self.init(Array(text.utf8), piece: piece, settings: settings)
    }

    init(_ bytes: [UInt8], piece: Int, in reader: inout DgiXMLReader) {
        reader.restart()
        var start = 0
        repeat {
            let end = min(start + piece, bytes.count)
            reader.feed(bytes[start..<end].span, isLast: end == bytes.count)
            while let document = reader.next() { documents.append(document) }
            start = end
        } while start < bytes.count
        faults = reader.faults
    }

    /// Codes of errors and warnings, of the file and of all documents.
    var codes: Set<String> {
        Set((faults + documents.flatMap(\.faults)).filter { $0.severity != .info }.map(\.code.code))
    }
}

extension ImportSettings {
    /// The company of the fixtures, in the test environment.
    static let acme = ImportSettings(
        companies: [.init(id: "acme", ruc: "155704849-2-2021")], environment: .sandbox,
        now: FiscalTime(epochSeconds: 1_795_267_200))
}

/// Keys for fixtures.
enum Keys {
    static let signer = key(ThrowAwayKeys.signer)
    static let expired = key(ThrowAwayKeys.expired)
    static let issued = key(ThrowAwayKeys.issued)
    static let other = key(ThrowAwayKeys.other)

    private static func key(_ pem: String) -> SigningKey? { try? SigningKey(throwAway: pem) }
}

extension RfeFixture {
    /// Signed with the signer's key; empty when that fails, which no test survives.
    func text(by key: SigningKey? = Keys.signer, form: SignatureForm = SignatureForm()) -> String {
        key.flatMap { try? signed(by: $0, form: form) } ?? ""
    }

    /// The CUFE of changed fields, in the document too.
    func withCufe(_ change: (inout [Character]) -> Void) -> RfeFixture {
        var characters = Array(cufe)
        change(&characters)
        let body = Array(String(characters).utf8)
        characters[65] = Character(String(Cufe.checkDigit(body.span.extracting(2..<65))))
        var copy = replacing(cufe, with: String(characters))
        copy.cufe = String(characters)
        return copy
    }
}
