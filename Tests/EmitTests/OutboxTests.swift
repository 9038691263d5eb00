import Emit
import Fiscal
import Synchronization
import Testing

@Suite struct OutboxTests {
    let folder = TemporaryFolder()
    let november = FiscalTime(epochSeconds: 1_796_000_000)

    func pdf(_ text: String = "one") -> [UInt8] { Array("%PDF-1.7\n\(text)\n%%EOF\n".utf8) }

    func path(_ kind: OutboxKind = .pdf) throws -> OutboxPath {
        try OutboxPath(
            company: "acme", cufe: cufe, issueDate: #require(FiscalTime(year: 2026, month: 11, day: 30, hour: 23)), kind: kind)
    }

    @Test func `A document lies under its company, year, month and CUFE, in Panama's time`() throws {
        #expect(try path().text == "outbox/acme/2026/11/\(cufe).pdf")
        #expect(try path(.xml).text == "outbox/acme/2026/11/\(cufe).xml")
    }

    @Test(arguments: [
        "", "FE", "../../etc/passwd", cufe + "1", String(cufe.dropLast()), String(cufe.dropLast()) + "/",
        "XX" + cufe.dropFirst(2),
    ])
    func `What isn't a CUFE becomes no path`(text: String) {
        #expect(throws: EmitError.notACufe(text)) {
            try OutboxPath(company: "acme", cufe: text, issueDate: november, kind: .pdf)
        }
    }

    @Test(arguments: ["", ".", "..", "a/b", ".git", "a\nb", String(repeating: "x", count: 101)])
    func `What isn't a company id becomes no path`(text: String) {
        #expect(throws: EmitError.notACompanyID(text)) {
            try OutboxPath(company: text, cufe: cufe, issueDate: november, kind: .pdf)
        }
    }

    @Test(
        arguments: [
            ("%PDF-1.7 %%EOF", nil, nil), ("%PDF-1.7 %%EOF", "application/pdf; charset=binary", nil),
            ("%PDF-1.7 %%EOF", "binary/octet-stream", nil), ("%PDF-1.7 %%EOF", "text/html", .contentType("text/html")),
            ("", nil, .empty), ("<html>", nil, .wrongBeginning), ("%PDF-1.7 cut", nil, .truncated),
            ("%PDF-1.7 %%EOF" + String(repeating: " ", count: 2000), nil, .truncated),
        ] as [(String, String?, DownloadDefect?)])
    func `A PDF is whole or refused with the reason`(text: String, contentType: String?, defect: DownloadDefect?) {
        #expect(OutboxKind.pdf.defect(in: Array(text.utf8), contentType: contentType, cufe: cufe) == defect)
    }

    @Test func `A PDF may have exactly 20 MiB`() {
        var bytes = pdf()
        bytes.insert(contentsOf: [UInt8](repeating: 0x20, count: OutboxKind.bytesMax - bytes.count), at: 9)
        #expect(OutboxKind.pdf.defect(in: bytes, contentType: nil, cufe: cufe) == nil)
        bytes.insert(0x20, at: 9)
        #expect(
            OutboxKind.pdf.defect(in: bytes, contentType: nil, cufe: cufe)
                == .tooLarge(bytes: OutboxKind.bytesMax + 1, limit: OutboxKind.bytesMax))
    }

    @Test(
        arguments: [
            ("<rFE><dId>\(cufe)</dId></rFE>\n", nil), ("<rFE></rFE>", .otherDocument), ("{}", .wrongBeginning),
            ("<rFE>\(cufe)", .truncated), ("\u{FEFF}<a>\(cufe)</a>", nil),
        ] as [(String, DownloadDefect?)])
    func `An XML is a text with its CUFE or refused with the reason`(text: String, defect: DownloadDefect?) {
        #expect(OutboxKind.xml.defect(in: Array(text.utf8), contentType: nil, cufe: cufe) == defect)
    }

    @Test func `A filed document is there durably, and filing it again adopts it`() throws {
        var outbox = Outbox(workspace: folder.path)
        let download = Outbox.Download(path: try path(), bytes: pdf(), contentType: nil)
        let first = try outbox.file([download])[0].get()
        #expect(first.origin == .written && first.bytes == pdf().count)
        #expect(folder.bytes(first.path) == pdf())
        #expect(try outbox.file([download])[0].get().origin == .adopted)
        let existing = try #require(try outbox.existing(path()))
        #expect(existing.path == first.path && existing.sha256 == first.sha256 && existing.origin == .adopted)
        #expect(folder.files() == [first.path])
    }

    @Test func `A whole document is never overwritten by another one, unless it is asked for`() throws {
        var outbox = Outbox(workspace: folder.path)
        _ = try outbox.file([.init(path: path(), bytes: pdf("one"), contentType: nil)])
        let other = Outbox.Download(path: try path(), bytes: pdf("two"), contentType: nil)
        let kept = try outbox.file([other])[0].get()
        #expect(kept.origin == .kept && kept.bytes == pdf("one").count)
        #expect(try folder.bytes(path().text) == pdf("one"))
        #expect(try outbox.file([other], replacing: true)[0].get().origin == .replaced)
        #expect(try folder.bytes(path().text) == pdf("two"))
    }

    @Test func `What is no whole document is replaced`() throws {
        var outbox = Outbox(workspace: folder.path)
        try FileOperations.posix.makeFolders(path().folder, below: folder.path)
        _ = try AtomicFile.write(Array("%PDF-1.7 cut".utf8), folder: folder.path + "/" + path().folder, name: path().name)
        #expect(try outbox.existing(path()) == nil)
        #expect(try outbox.file([.init(path: path(), bytes: pdf(), contentType: nil)])[0].get().origin == .replaced)
    }

    @Test func `A bad document doesn't hold up the others of its group`() throws {
        var outbox = Outbox(workspace: folder.path)
        let results = try outbox.file([
            .init(path: path(), bytes: Array("<html>".utf8), contentType: "text/html"),
            .init(path: path(.xml), bytes: Array("<a>\(cufe)</a>".utf8), contentType: nil),
            .init(path: path(), bytes: pdf(), contentType: nil), .init(path: path(), bytes: pdf(), contentType: nil),
        ])
        #expect(results[0] == .failure(.refused(.contentType("text/html"))))
        #expect(try results.dropFirst().map { try $0.get().origin } == [.written, .written, .adopted])
        #expect(try folder.files().sorted() == [path().text, path(.xml).text])
    }

    @Test func `A group of documents is filed with one flush and one folder`() throws {
        let calls = Mutex<[String]>([])
        var recording = FileOperations()
        recording.synchronizeAll = { files throws(EmitError) in
            calls.withLock { $0.append("flush \(files.count)") }
            try FileOperations.posix.synchronizeAll(files)
        }
        recording.renameToNew = { from, to throws(EmitError) in
            calls.withLock { $0.append("name") }
            return try FileOperations.posix.renameToNew(from, to)
        }
        recording.synchronizeFolder = { path throws(EmitError) in
            if path.hasSuffix("/11") { calls.withLock { $0.append("folder") } }
            try FileOperations.posix.synchronizeFolder(path)
        }
        var outbox = Outbox(workspace: folder.path, operations: recording)
        let downloads = try (0..<8).map { number in
            let code = cufe.dropLast() + String(number)
            let path = try OutboxPath(company: "acme", cufe: String(code), issueDate: november, kind: .pdf)
            return Outbox.Download(path: path, bytes: pdf(), contentType: nil)
        }
        _ = try outbox.file(downloads)
        #expect(calls.withLock { $0 } == ["flush 8"] + Array(repeating: "name", count: 8) + ["folder"])
        #expect(folder.files().count == 8)
    }

    @Test func `After a crash at any step there is no partial document, and the next run files them all`() throws {
        var completed = 0
        for steps in 0..<60 {
            let folder = TemporaryFolder()
            let downloads = [
                Outbox.Download(path: try path(), bytes: pdf(), contentType: nil),
                Outbox.Download(path: try path(.xml), bytes: Array("<a>\(cufe)</a>".utf8), contentType: nil),
            ]
            var dying = Outbox(workspace: folder.path, operations: Crash(after: steps).operations)
            if (try? dying.file(downloads)) != nil { completed += 1 }
            for download in downloads {
                let found = folder.bytes(download.path.text)
                #expect(found == nil || found == download.bytes)
            }
            var next = Outbox(workspace: folder.path)
            #expect(try next.file(downloads).allSatisfy { (try? $0.get()) != nil })
            #expect(folder.files().sorted() == downloads.map(\.path.text).sorted())
        }
        #expect(completed > 5 && completed < 55)
    }
}
