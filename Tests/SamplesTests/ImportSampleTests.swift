import DgiXML
import Fiscal
import Foundation
import Testing

struct ImportSampleTests {
    @Test(arguments: [
        ("11-issued-elsewhere.xml", "119.89", "signature-valid", "issued", []),
        ("12-received-from-supplier.xml", "256.06", "signed-and-authorized", "received", []),
        ("13-altered-after-signing.xml", nil, nil, "received", ["PB-IMP-63"]),
        ("14-voided-by-its-issuer.xml", nil, nil, "received", ["PB-IMP-94"]),
    ])
    func `XML comes to what the README promises`(file: String, total: String?, trust: String?, side: String, codes: [String])
        throws
    {
        let settings = ImportSettings(
            companies: [.init(id: "acme", ruc: "155704849-2-2021")], environment: .sandbox,
            now: FiscalTime(epochSeconds: 1_795_267_200))
        guard var reader = DgiXMLReader(settings) else { preconditionFailure("no anchors are configured") }
        reader.restart()
        let bytes = Array(try Data(contentsOf: Samples.folder.appending(path: file)))
        reader.feed(bytes.span, isLast: true)
        let next = reader.next()
        let faults = reader.faults
        let document = try #require(next)
        #expect(faults.isEmpty)
        #expect(document.trust?.rawValue == trust && document.side?.rawValue == side && document.company == "acme")
        #expect(Set(document.faults.filter { $0.severity == .error }.map(\.code.code)) == Set(codes))
        if let total { #expect(document.total.text(decimals: 2) == total) }
        let readme = try String(contentsOf: Samples.folder.appending(path: "README.md"), encoding: .utf8)
        let row = try #require(readme.split(separator: "\n").first { $0.hasPrefix("| \(file)") })
        for word in [total, trust] { if let word { #expect(row.contains(word)) } }
    }
}
