extension Pac {
    /// What comes back for a GET of the PAC's.
    mutating func read(_ url: String, key: String, at now: Int64) -> PacReply {
        let after = Int64(random.within(10...400)) * 1_000_000
        guard takes(key, at: now) else { return .error(401, "SBX-UNAUTHORIZED", after: after) }
        let (path, query) = Self.split(url)
        if path.contains("/companies/") { return companyReply(at: now, after: after) }
        if path.hasSuffix("/check-digit") { return rucReply(after: after) }
        if path.hasSuffix("/invoices") || path.hasSuffix("/credit-notes") || path.hasSuffix("/debit-notes") {
            return listing(path, query, at: now, after: after)
        }
        return statusReply(id: path.name, at: now, after: after)
    }

    static func split(_ url: String) -> (path: String, query: [String: String]) {
        let halves = url.split(separator: "?", maxSplits: 1)
        var query: [String: String] = [:]
        for pair in halves.count > 1 ? halves[1].split(separator: "&") : [] {
            let sides = pair.split(separator: "=", maxSplits: 1)
            query[String(sides[0])] = sides.count > 1 ? String(sides[1]) : ""
        }
        return (String(halves[0]), query)
    }

    private mutating func companyReply(at now: Int64, after: Int64) -> PacReply {
        switch random.once(in: 3) ? trouble.strike(CompanyFault.allCases, &random) : nil {
        case .silence?: .silence
        case .serverError?: .error(500, "SBX-FAULT", after: after)
        case .notSubscribed?: .text(200, "{\"affiliated\":\"REQUESTED\"}", after: after)
        case .unauthorized?: .error(401, "SBX-UNAUTHORIZED", after: after)
        case nil: .text(200, "{\"affiliated\":\"SUBSCRIBED\",\"isActive\":true}", after: after)
        }
    }

    private mutating func rucReply(after: Int64) -> PacReply {
        switch trouble.left > 0 ? random.below(8) : 7 {
        case 0: .silence
        case 1: .error(404, "SBX-NOT-FOUND", after: after)
        case 2: .error(400, "SBX-RUC", after: after)
        case 3: .error(500, "SBX-FAULT", after: after)
        default: .text(200, "{\"checkDigit\":\"32\",\"receiver\":\"CONTRIBUYENTE\",\"type\":2}", after: after)
        }
    }

    /// So long the PAC may hide a document of which only its webhooks tell: less than the time to settle.
    private static let hiddenMax: Int64 = 600_000_000_000

    private mutating func statusReply(id: String, at now: Int64, after: Int64) -> PacReply {
        askedFor.insert(id)
        guard let document = document(id: id) else { return .error(404, "SBX-NOT-FOUND", after: after) }
        let fault = trouble.strike(StatusFault.allCases, &random)
        let good = { (shown: String) in PacReply.text(200, "{\"document\":\(shown)}", after: after) }
        let moment = now + after / 2
        switch fault {
        case .silence?: return .silence
        case .serverError?: return .error(500, "SBX-FAULT", after: after)
        case .notFoundYet? where !document.isDenied || now < document.committedAt + Self.hiddenMax:
            return .error(404, "SBX-NOT-FOUND", after: after)
        case .notJSON?: return .text(200, "<html></html>", after: after)
        case .throttled?: return .error(429, "SBX-THROTTLED", after: after)
        case .unknownWord?: return good(shown(document, at: moment, status: "EN_REVISION"))
        case .olderWord?: return good(shown(document, at: moment, status: "REGISTERED"))
        case .anotherID?: return good(shown(document, at: moment, id: "01SIMOTHER"))
        case .noAddress?: return good(shown(document, at: moment, withEvent: true))
        case .notFoundYet?, nil: return good(shown(document, at: moment, withFiles: true, withEvent: true))
        }
    }

    /// Newest first, a page at a time, and later than the documents themselves (pac-api.md 1.2, 7).
    private mutating func listing(_ path: String, _ query: [String: String], at now: Int64, after: Int64) -> PacReply {
        guard hasLists else { return .error(404, "SBX-NO-LOOKUP", after: after) }
        switch trouble.strike(StatusFault.allCases, &random) {
        case .silence?: return .silence
        case .serverError?, .notFoundYet?: return .error(500, "SBX-FAULT", after: after)
        case .notJSON?: return .text(200, "<html></html>", after: after)
        case .throttled?: return .error(429, "SBX-THROTTLED", after: after)
        case .unknownWord?, .olderWord?, .anotherID?, .noAddress?, nil: break
        }
        let company = company(query["idCompany"] ?? "")?.id
        let limit = query["limit"].flatMap { Int($0) } ?? 25
        let page = query["page"].flatMap { Int($0) } ?? 1
        let visible = documents.filter { $0.company == company && $0.collection == path.name && $0.committedAt <= now - listLag }
        let found = visible.reversed().filter { document in
            query["documentNumber"].map { $0 == document.number } ?? true
                && query["billingPoint"].map { $0 == document.point } ?? true && query["cufe"].map { $0 == document.cufe } ?? true
        }
        sights.append(
            ListSight(
                at: now, number: query["documentNumber"], cufe: query["cufe"], isEmpty: found.isEmpty,
                newest: visible.map(\.committedAt).max() ?? 0))
        let shown = found.dropFirst((page - 1) * limit).prefix(limit).map { self.shown($0, at: now) }
        let from = shown.isEmpty ? 0 : (page - 1) * limit + 1
        let metadata =
            "{\"current_page\":\(page),\"limit\":\(limit),\"from\":\(from),\"to\":\(shown.isEmpty ? 0 : from + shown.count - 1)}"
        return .text(200, "{\"metadata\":\(metadata),\"documents\":[\(shown.joined(separator: ","))]}", after: after)
    }

    /// What comes back for a download (pac-api.md 3.9).
    mutating func file(_ url: String, withKey: Bool, at now: Int64) -> PacReply {
        let after = Int64(random.within(10...900)) * 1_000_000
        guard !withKey else { return .error(400, "SBX-AUTH-LEAK", after: after) }
        guard let document = document(at: url, now: now) else { return .text(403, "expired", after: after, type: "text/plain") }
        let isPDF = url.hasSuffix(".pdf")
        let type = isPDF ? "application/pdf" : "application/xml"
        let whole = Self.content(of: document, isPDF: isPDF)
        switch trouble.strike(FileFault.allCases, &random) {
        case .silence?: return .silence
        case .expired?: return .text(403, "expired", after: after, type: "text/plain")
        case .truncated?: return .text(200, String(whole.dropLast(40)), after: after, type: type)
        case .page?: return .text(200, "<html>sign in</html>", after: after, type: "text/html")
        case .empty?: return .text(200, "", after: after, type: type)
        case .anotherDocument? where !isPDF: return .text(200, "<rFE>FE0120</rFE>", after: after, type: type)
        case .anotherDocument?, nil: return .text(200, whole, after: after, type: type)
        }
    }

    /// The bytes of a document's file.
    static func content(of document: Document, isPDF: Bool) -> String {
        isPDF
            ? "%PDF-1.4\n% \(document.cufe)\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
            : "<?xml version=\"1.0\"?><rContFe><rFE><dId>\(document.cufe)</dId></rFE></rContFe>\n"
    }
}
