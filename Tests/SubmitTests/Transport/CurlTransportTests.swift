import Glibc
import Testing

@testable import Submit

/// libcurl as this program sets it up, against a server that does what servers do when they die (guarantees.md, Traps).
struct CurlTransportTests {
    private static let key = ApiKey(label: "env KEY", value: "s3cret")
    private static let body = Array(#"{"amount":1.10}"#.utf8)

    private func transport(
        plain: Bool = true, fresh: Bool = false, timeout: Int = 10, now: @escaping () -> Int64 = { 1 }
    ) -> CurlTransport {
        CurlTransport(
            profile: .init(
                connectTimeout: 5, timeout: timeout, allowsPlainHTTP: plain, freshConnections: fresh, connectionsMax: 8,
                userAgent: "pacbatch/test"), now: now)
    }

    private func post(_ url: String) -> HTTPRequest {
        HTTPRequest(purpose: .write, method: "POST", url: url, key: Self.key, body: Self.body)
    }

    private func get(_ url: String, bytesMax: Int = 1 << 20) -> HTTPRequest {
        HTTPRequest(purpose: .read, method: "GET", url: url, key: Self.key, answerBytesMax: bytesMax)
    }

    /// Serves and waits by turns until so many requests are done. No turn blocks for longer than a millisecond.
    private func complete(_ transport: CurlTransport, _ server: RawServer?, count: Int = 1) -> [HTTPCompletion] {
        var done: [HTTPCompletion] = []
        for _ in 0..<30_000 where done.count < count {
            server?.turn()
            done += transport.wait(nanoseconds: 1_000_000)
        }
        server?.turn()
        return done
    }

    private func only(_ done: [HTTPCompletion]) throws -> HTTPCompletion {
        try #require(done.count == 1)
        return done[0]
    }

    @Test func `a POST on a reused connection that dies is sent once, and says that it may have left`() throws {
        let server = try RawServer { $0.number == 0 ? .say(RawServer.answer(200, "{}")) : .close }
        let transport = transport()
        transport.start(post(server.baseURL + "/first"), token: 1)
        #expect(try only(complete(transport, server)).status == 200)
        transport.start(post(server.baseURL + "/second"), token: 2)
        let dead = try only(complete(transport, server))
        #expect(server.posts.map(\.path) == ["/first", "/second"])
        #expect(server.posts.map(\.connection) == [0, 0], "the second one must have met the reused connection")
        #expect(dead.end != .answered)
        #expect(dead.mayHaveLeft)
        #expect(dead.bytesSent > 0)
        for _ in 0..<50 { _ = complete(transport, server, count: 0) }
        #expect(server.posts.count == 2)
    }

    @Test func `a POST whose reused connection is reset before its body is read is not begun anew`() throws {
        let server = try RawServer()
        var departures = 0
        // The transport asks for the time when libcurl has chosen the connection: libcurl would take another one for a write that fails now.
        let transport = transport {
            departures += 1
            if departures == 2 { server.reset() }
            return 1
        }
        transport.start(post(server.baseURL + "/first"), token: 1)
        #expect(try only(complete(transport, server)).status == 200)
        transport.start(post(server.baseURL + "/second"), token: 2)
        let dead = try only(complete(transport, server))
        for _ in 0..<50 { _ = complete(transport, server, count: 0) }
        #expect(departures == 2)
        #expect(server.posts.map(\.path) == ["/first"], "nothing of it went over another connection")
        #expect(dead.end == .failed(code: 42, detail: "Connection died, and nothing is sent twice"))
        #expect(!dead.mayHaveLeft, "the socket took no byte of it")
    }

    @Test func `a GET on a reused connection that dies is resent by libcurl: only writes refuse that`() throws {
        let server = try RawServer { $0.connection == 0 && $0.number == 1 ? .close : .say(RawServer.answer(200, "{}")) }
        let transport = transport()
        transport.start(get(server.baseURL + "/first"), token: 1)
        #expect(try only(complete(transport, server)).status == 200)
        transport.start(get(server.baseURL + "/second"), token: 2)
        #expect(try only(complete(transport, server)).status == 200)
        #expect(server.arrivals.map(\.connection) == [0, 0, 1], "the trap that the test above is about exists")
    }

    @Test func `a write opens a connection of its own when it is told to`() throws {
        let server = try RawServer()
        let transport = transport(fresh: true)
        for token in 1...3 {
            transport.start(post(server.baseURL + "/\(token)"), token: token)
            #expect(try only(complete(transport, server)).status == 200)
        }
        #expect(server.posts.map(\.connection) == [0, 1, 2])
    }

    @Test func `the request arrives as it is: body, key, no Expect, no compression`() throws {
        let server = try RawServer()
        let transport = transport()
        transport.start(post(server.baseURL + "/pan/v1/invoices?idCompany=X"), token: 7)
        let done = try only(complete(transport, server))
        #expect(done.token == 7)
        let arrival = try #require(server.arrivals.first)
        #expect(arrival.path == "/pan/v1/invoices?idCompany=X")
        #expect(arrival.body == Self.body)
        #expect(arrival.header("authorization") == "Bearer s3cret")
        #expect(arrival.header("content-type") == "application/json")
        #expect(arrival.header("user-agent") == "pacbatch/test")
        #expect(arrival.header("expect") == nil)
        #expect(arrival.header("accept-encoding") == nil)
    }

    @Test func `a file is fetched without the key`() throws {
        let server = try RawServer()
        let transport = transport()
        transport.start(PacAPI(baseURL: server.baseURL).file(server.baseURL + "/signed?x=1"), token: 1)
        _ = try only(complete(transport, server))
        #expect(server.arrivals.map(\.path) == ["/signed?x=1"])
        #expect(server.arrivals.first?.header("authorization") == nil)
        #expect(server.arrivals.first?.head.contains("s3cret") == false)
    }

    @Test("a redirect isn't followed", arguments: ["POST", "GET"])
    func redirectIsNotFollowed(method: String) throws {
        let server = try RawServer { _ in .say(RawServer.answer(307, "{}", headers: "Location: /elsewhere\r\n")) }
        let transport = transport()
        transport.start(method == "POST" ? post(server.baseURL + "/a") : get(server.baseURL + "/a"), token: 1)
        let done = try only(complete(transport, server))
        #expect(done.status == 307)
        #expect(done.headers["location"] == "/elsewhere")
        #expect(server.arrivals.map(\.path) == ["/a"])
    }

    @Test func `a body without end is cut at the limit`() throws {
        let chunk = "1000\r\n" + String(repeating: "x", count: 4096) + "\r\n"
        let head = "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        let server = try RawServer { _ in .stream(head: head, piece: chunk) }
        let transport = transport()
        transport.start(get(server.baseURL + "/", bytesMax: 100_000), token: 1)
        let done = try only(complete(transport, server))
        guard case .failed(_, let detail) = done.end else {
            Issue.record("an endless answer came whole")
            return
        }
        #expect(detail == "answer too large")
        #expect(done.body.count <= 100_000)
        #expect(done.body.count > 90_000)
        #expect(done.mayHaveLeft)
    }

    @Test("a body as long as the limit is taken, one byte more isn't", arguments: [(100, true), (101, false)])
    func limitIsExact(size: Int, isTaken: Bool) throws {
        let server = try RawServer { _ in .say(RawServer.answer(200, String(repeating: "x", count: size))) }
        let transport = transport()
        transport.start(get(server.baseURL + "/", bytesMax: 100), token: 1)
        #expect(try only(complete(transport, server)).end == .answered ? isTaken : !isTaken)
    }

    @Test func `headers without end are cut`() throws {
        let line = "X-Filler: " + String(repeating: "y", count: 1000) + "\r\n"
        let server = try RawServer { _ in .stream(head: "HTTP/1.1 200 X\r\n", piece: line) }
        let transport = transport()
        transport.start(get(server.baseURL + "/"), token: 1)
        #expect(try only(complete(transport, server)).end != .answered)
    }

    @Test func `of an answer torn before its end nothing is said to be whole`() throws {
        let server = try RawServer { _ in .sayAndClose("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{\"document\":") }
        let transport = transport()
        transport.start(post(server.baseURL + "/"), token: 1)
        let done = try only(complete(transport, server))
        #expect(done.end == .failed(code: 18, detail: "Transferred a partial file"))
        #expect(done.mayHaveLeft)
        #expect(done.body == Array("{\"document\":".utf8))
    }

    @Test func `a refused connection proves that nothing left`() throws {
        let port = try RawServer().port
        let transport = transport()
        transport.start(post("http://127.0.0.1:\(port)/"), token: 1)
        let done = try only(complete(transport, nil))
        #expect(done.end == .failed(code: 7, detail: "Couldn't connect to server"))
        #expect(!done.mayHaveLeft)
        #expect(done.bytesSent == 0)
        #expect(done.status == nil)
    }

    @Test func `a failed TLS handshake proves that nothing left`() throws {
        // The server takes the ClientHello for the beginning of a request; the key mustn't reach it in the clear.
        let server = try RawServer()
        let transport = transport(timeout: 1)
        transport.start(post("https://127.0.0.1:\(server.port)/"), token: 1)
        let done = try only(complete(transport, server))
        #expect(done.end != .answered)
        #expect(!done.mayHaveLeft)
        #expect(server.arrivals.isEmpty)
        #expect(!server.unread.isEmpty && !server.unread.contains("s3cret") && !server.unread.contains("POST"))
    }

    @Test func `a server whose certificate nobody vouches for is told nothing`() throws {
        let server = try TLSServer()
        let transport = transport(timeout: 3)
        transport.start(post("https://127.0.0.1:\(server.port)/pan/v1/invoices"), token: 1)
        let done = try only(complete(transport, nil))
        guard case .failed(code: 60, _) = done.end else {
            Issue.record("\(done.end): the certificate's signer is what must be wrong with it")
            return
        }
        #expect(!done.mayHaveLeft)
        #expect(done.bytesSent == 0)
        #expect(!server.text.contains("s3cret") && !server.text.contains("POST"))
    }

    @Test func `plain HTTP isn't spoken unless it is allowed`() throws {
        let server = try RawServer()
        let transport = transport(plain: false)
        transport.start(post(server.baseURL + "/"), token: 1)
        let done = try only(complete(transport, server))
        #expect(done.end == .failed(code: 1, detail: "Unsupported protocol"))
        #expect(!done.mayHaveLeft)
        #expect(server.connectionCount == 0)
    }

    @Test("other protocols are never spoken", arguments: ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
    func otherProtocols(url: String) throws {
        let transport = transport()
        transport.start(PacAPI(baseURL: "").file(url), token: 1)
        let done = try only(complete(transport, nil))
        #expect(done.end == .failed(code: 1, detail: "Unsupported protocol"))
        #expect(done.body.isEmpty)
    }

    @Test func `silence ends with the time-out, and the request may have left`() throws {
        let server = try RawServer { _ in .silence }
        let transport = transport(timeout: 1)
        transport.start(post(server.baseURL + "/"), token: 1)
        let done = try only(complete(transport, server))
        #expect(done.end == .failed(code: 28, detail: "Timeout was reached"))
        #expect(done.mayHaveLeft)
    }

    @Test func `what is under way can be broken off`() throws {
        let server = try RawServer { _ in .silence }
        let transport = transport()
        for token in 1...3 { transport.start(post(server.baseURL + "/\(token)"), token: token) }
        #expect(transport.inFlight == 3)
        transport.abandon()
        #expect(transport.inFlight == 0)
        #expect(transport.wait(nanoseconds: 0).isEmpty)
    }

    @Test func `many requests at once come back each under its own number`() throws {
        let server = try RawServer { .say(RawServer.answer(200, "\"\($0.path)\"")) }
        let transport = transport()
        for token in 1...20 { transport.start(get(server.baseURL + "/\(token)"), token: token) }
        let done = complete(transport, server, count: 20)
        #expect(Set(done.map(\.token)) == Set(1...20))
        for completion in done { #expect(String(decoding: completion.body, as: UTF8.self) == "\"/\(completion.token)\"") }
    }
}
