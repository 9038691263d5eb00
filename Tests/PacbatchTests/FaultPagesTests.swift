import Fiscal
import Foundation
import Testing

@testable import pacbatch

/// docs/faults/ has a page for every code, made from the catalogue; `UPDATE_GOLDEN=1` writes it anew.
struct FaultPagesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/faults")

    private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    private static var pages: [String: String] {
        var pages = Dictionary(uniqueKeysWithValues: FaultCode.all.map { (FaultPage.fileName(of: $0), FaultPage.text(of: $0)) })
        pages["README.md"] = FaultPage.index
        return pages
    }

    @Test func `the pages and the program say the same, and there is no other page`() throws {
        let pages = Self.pages
        if Self.isUpdating {
            try? FileManager.default.removeItem(at: Self.folder)
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            for (name, text) in pages {
                try text.write(to: Self.folder.appending(path: name), atomically: true, encoding: .utf8)
            }
        }
        let written = Set(try FileManager.default.contentsOfDirectory(atPath: Self.folder.path))
        #expect(written.symmetricDifference(pages.keys).sorted() == [], "UPDATE_GOLDEN=1 writes docs/faults anew")
        for (name, text) in pages where written.contains(name) {
            let page = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
            #expect(page == text, "docs/faults/\(name): UPDATE_GOLDEN=1 writes it anew")
        }
    }

    @Test(arguments: FaultCode.all.filter { $0.example != nil }.map(\.code))
    func `the wrong cell raises the fault and the right one doesn't`(name: String) throws {
        let code = try #require(FaultCode(named: name))
        let rehearsal = try FaultRehearsal(code, try #require(code.example))
        #expect(rehearsal.fault != nil)
        #expect(!rehearsal.isRaisedByRight)
    }

    @Test func `most rules about cells have an example`() {
        #expect(FaultCode.all.count { $0.example != nil } > 70)
    }

    @Test func `the seed's old names stand on the pages`() throws {
        for code in FaultCode.all {
            guard let seed = code.seedName else { continue }
            let page = FaultPage.text(of: code).replacing("&lt;", with: "<")
            #expect(page.contains(seed))
        }
    }
}
