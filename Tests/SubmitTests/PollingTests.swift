import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// What happens between the PAC's answer and the PDF in the outbox (rulebook 7.4–7.6).
struct PollingTests {
    private func status(_ word: String, pdf: String? = nil) -> ScriptedPac.Script {
        { arrival, _ in .json(200, Reply.document(id: arrival.documentID, legalStatus: word, pdf: pdf)) }
    }

    /// Seconds between the POST's answer and each GET.
    private func moments(_ bench: Bench) -> [Int] {
        let answered = (bench.pac.posts.first?.at ?? 0) + 50_000_000
        return bench.pac.statuses.map { Int(($0.at - answered) / 1_000_000_000) }
    }

    @Test func `polls come after 10 seconds and then ever more seldom, up to a minute apart`() throws {
        let bench = try Bench()
        bench.settings.waitSeconds = 600
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = status("PAC_AUTHORIZED")
        try bench.run()
        let moments = moments(bench)
        #expect((9...11).contains(moments.first ?? 0))
        let gaps = zip(moments.dropFirst(), moments).map { $0 - $1 }
        for (gap, nominal) in zip(gaps, [15, 22, 33, 49, 60, 60, 60]) { #expect(abs(gap - nominal) <= 1, "\(gaps)") }
        #expect(gaps.count >= 9)
        #expect(gaps.allSatisfy { $0 <= 61 })
        #expect(try bench.state(id) == .accepted)
    }

    @Test("a run waits as long as it is told, and no longer", arguments: [Int64(30), 120, 300])
    func waits(seconds: Int64) throws {
        let bench = try Bench()
        bench.settings.waitSeconds = seconds
        try bench.admit("SO-1")
        bench.pac.onStatus = status("PAC_AUTHORIZED")
        let began = bench.clock.now
        try bench.run()
        #expect((seconds...(seconds + 2)).contains((bench.clock.now - began) / 1_000_000_000))
    }

    @Test func `--wait 0s asks once for what is pending, and fetches what it is told of`() throws {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        let ids = try (1...5).map { try bench.admit("SO-\($0)") }
        bench.pac.onStatus = { arrival, _ in
            arrival.documentID == "DOCSO-3" ? .json(200, Reply.document(id: "DOCSO-3", legalStatus: "PAC_AUTHORIZED")) : nil
        }
        let began = bench.clock.now
        try bench.run()
        #expect(bench.clock.now - began < 5_000_000_000)
        #expect(bench.pac.statuses.count == 5)
        #expect(try ids.map { try bench.state($0) } == [.complete, .complete, .accepted, .complete, .complete])
    }

    @Test func `what is pending is asked for at once by the next run`() throws {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = status("PAC_AUTHORIZED")
        try bench.run()
        bench.pac.onStatus = { _, _ in nil }
        try bench.beginRun(reopening: true)
        let began = bench.clock.now
        try bench.run()
        #expect(bench.clock.now - began < 5_000_000_000)
        #expect(try bench.state(id) == .complete)
        #expect(bench.pac.posts.count == 1)
    }

    @Test(
        "words that aren't known are kept and never taken for success",
        arguments: ["DGI_PENDING_REVIEW", "dgi_authorized", "AUTHORIZED", " DGI_AUTHORIZED"])
    func unknownWord(word: String) throws {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = status(word, pdf: "https://files.example/a.pdf")
        try bench.run()
        #expect(try bench.state(id) == .accepted)
        #expect(try bench.document(id).legalStatus?.word == word)
        #expect(bench.pac.files.isEmpty)
    }

    @Test("a status never goes back", arguments: ["REGISTERED", "PAC_AUTHORIZED", "DGI_REJECTED", "PAC_REJECTED"])
    func neverBack(word: String) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        // Authorized at once, but without a PDF: so it is asked for again.
        bench.pac.onStatus = { arrival, nth in
            let word = nth == 0 ? "DGI_AUTHORIZED" : word
            return .json(200, Reply.document(id: arrival.documentID, legalStatus: word))
        }
        try bench.run()
        #expect(bench.pac.statuses.count > 1)
        #expect(try bench.state(id) == .authorized)
        #expect(try bench.document(id).legalStatus == .dgiAuthorized)
    }

    @Test(
        "an answer that doesn't speak of this document moves nothing",
        arguments: [
            Reply.json(200, Reply.document(id: "OTHER", legalStatus: "DGI_REJECTED")), .error(404, "SBX-NOT-FOUND"),
            .error(500, "x"),
            .error(401, "x"), .error(429, "x"), .text(200, "<html>", type: "text/html"), .text(200, ""), .silence,
            .json(200, ["httpStatusCode": 500]),
            .failure(18, mayHaveLeft: true, status: 200),
        ])
    func movesNothing(reply: Reply) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { _, nth in nth == 0 ? reply : nil }
        try bench.run()
        #expect(bench.pac.statuses.count == 2)
        #expect(try bench.state(id) == .complete)
    }

    @Test func `DGI_REJECTED is final and says why`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { arrival, _ in
            .json(
                200,
                Reply.document(
                    id: arrival.documentID, legalStatus: "DGI_REJECTED",
                    governmentResponse: [["code": "1602", "message": "RUC no registrado"]]))
        }
        let progress = try bench.run()
        #expect(try bench.state(id) == .dgi_rejected)
        let fault = try #require(try bench.ledger.faults(ofDocument: id).first)
        #expect(fault.code == .dgiRejection)
        #expect(fault.facts["code"] == "1602")
        #expect(progress.rejected == 1)
        #expect(bench.pac.statuses.count == 1)
    }

    @Test func `the DGI's notices on an authorized document are told, its plain yes isn't`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { arrival, _ in
            .json(
                200,
                Reply.document(
                    id: arrival.documentID, legalStatus: "DGI_AUTHORIZED", pdf: "https://files.example/a.pdf",
                    governmentResponse: [["code": "0260", "message": "Autorizado"], ["code": "1535", "message": "Aviso"]]))
        }
        try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(try bench.faultCodes(id) == [FaultCode.dgiNotice.code])
    }
}

/// PDF and XML (rulebook 7.6).
struct FileTests {
    @Test func `a PDF that isn't ready is asked for later, with a fresh address`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { arrival, nth in
            .json(
                200,
                Reply.document(
                    id: arrival.documentID, legalStatus: "DGI_AUTHORIZED", pdf: nth == 0 ? nil : "https://files.example/\(nth)"))
        }
        try bench.run()
        #expect(bench.pac.files.map(\.request.url) == ["https://files.example/1"])
        #expect(try bench.state(id) == .complete)
    }

    @Test(
        "a download that fails is tried again with a fresh address",
        arguments: [
            Reply.error(403, "expired"), .text(302, "", type: "text/html"), .silence,
            .failure(18, mayHaveLeft: true, status: 200),
            .failure(7, mayHaveLeft: false), .error(500, "x"),
        ])
    func isTriedAgain(reply: Reply) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { arrival, nth in
            .json(200, Reply.document(id: arrival.documentID, legalStatus: "DGI_AUTHORIZED", pdf: "https://files.example/\(nth)"))
        }
        bench.pac.onFile = { _, nth in nth == 0 ? reply : nil }
        let progress = try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(Set(bench.pac.files.map(\.request.url)).count == bench.pac.files.count, "an address is used once")
        #expect(progress.pdfs == 1)
    }

    @Test func `a file that isn't what it should be isn't filed, and is fetched again`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        var offered = 0
        bench.file = { files in
            offered += files.count
            return files.map { _ in offered == 1 ? nil : FiledArtifact(path: "outbox/a.pdf", sha256: "00") }
        }
        try bench.run()
        #expect(offered == 2)
        #expect(try bench.state(id) == .complete)
    }

    @Test func `a slow download is filed once, though the document is asked for again meanwhile`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onFile = { _, _ in
            var slow = Reply.text(200, "%PDF", type: "application/pdf")
            slow.delay = 40_000_000_000
            return slow
        }
        let progress = try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(progress.pdfs == 1)
        #expect(try bench.ledger.events(ofDocument: id).filter { $0.kind == "pdf" }.count == 1)
    }

    @Test func `the signed XML is filed when it is offered, the container before the bare one`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { arrival, _ in
            var document = Reply.document(
                id: arrival.documentID, legalStatus: "DGI_AUTHORIZED", pdf: "https://files.example/p",
                xml: "https://files.example/x")
            if var object = document["document"]?.object {
                object["containerXml"] = "https://files.example/c"
                document = ["document": .object(object)]
            }
            return .json(200, document)
        }
        try bench.run()
        #expect(Set(bench.pac.files.map(\.request.url)) == ["https://files.example/p", "https://files.example/c"])
        let row = try bench.document(id)
        #expect(row.pdf == "outbox/DOCSO-1.pdf")
        #expect(row.xml == "outbox/DOCSO-1.xml")
        #expect(row.state == .complete)
    }
}
