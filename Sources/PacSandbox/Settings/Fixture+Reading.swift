extension Fixture {
    /// Reads the sandbox's own fixture file (docs/sandbox.md).
    /// - Throws: `SandboxError.file` or `.content` with the place.
    public init(file path: String) throws(SandboxError) {
        let root = try ContentReader.file(path)
        try root.allow(["companies", "unknownRucs", "unknownRucsByType", "receivers", "keyTerms", "secretTerms"])
        var companies: [SandboxCompany] = []
        for element in try root.required("companies").elements() { companies.append(try Self.company(element)) }
        self.init(companies: companies)
        for element in try root.optional("unknownRucs")?.elements() ?? [] { unknownRucs.insert(try element.text()) }
        for member in try root.optional("unknownRucsByType")?.members() ?? [] {
            guard let type = Int(member.key), type == 1 || type == 2 else { throw member.value.refuse("the types are 1 and 2") }
            for element in try member.value.elements() { unknownRucsByType[type, default: []].insert(try element.text()) }
        }
        for member in try root.optional("receivers")?.members() ?? [] { receivers[member.key] = try member.value.text() }
        for member in try root.optional("keyTerms")?.members() ?? [] { keyTerms[member.key] = try Self.terms(member.value) }
        for member in try root.optional("secretTerms")?.members() ?? [] { secretTerms[member.key] = try Self.terms(member.value) }
    }

    private static func terms(_ node: ContentReader) throws(SandboxError) -> KeyTerms {
        try node.allow(["from", "until", "rate"])
        var terms = KeyTerms()
        terms.from = try node.optional("from")?.integer() ?? terms.from
        terms.until = try node.optional("until")?.integer() ?? terms.until
        terms.postsPerSecond = try node.optional("rate")?.integer()
        guard terms.postsPerSecond.map({ $0 > 0 }) ?? true else { throw node.refuse("a rate above 0 is expected") }
        return terms
    }

    private static func company(_ node: ContentReader) throws(SandboxError) -> SandboxCompany {
        try node.allow([
            "id", "name", "tradeName", "ruc", "rucType", "dv", "branch", "keys", "subscribed", "qr", "coordinates", "address",
            "location", "telephone", "email", "offices",
        ])
        var company = SandboxCompany(
            id: try node.required("id").text(), name: try node.required("name").text(),
            ruc: try node.required("ruc").text(), rucType: try node.required("rucType").integer(),
            checkDigit: try node.optional("dv")?.text())
        company.tradeName = try node.optional("tradeName")?.text()
        company.branch = try node.optional("branch")?.text() ?? company.branch
        company.coordinates = try node.optional("coordinates")?.text() ?? company.coordinates
        company.address = try node.optional("address")?.text() ?? company.address
        company.location = try node.optional("location")?.text() ?? company.location
        company.telephone = try node.optional("telephone")?.text() ?? company.telephone
        company.email = try node.optional("email")?.text() ?? company.email
        company.isSubscribed = try node.optional("subscribed")?.bool() ?? true
        company.hasQR = try node.optional("qr")?.bool() ?? true
        for key in try node.required("keys").elements() { company.keys.append(try key.text()) }
        for office in try node.optional("offices")?.elements() ?? [] {
            try office.allow(["id", "code"])
            company.offices.append(
                SandboxOffice(id: try office.required("id").text(), code: try office.required("code").text()))
        }
        return company
    }

    /// The companies of a `pacbatch.json` (product.md 4); these keys are good for all of them.
    /// - Throws: `SandboxError.file` or `.content` with the place.
    public init(companiesOf path: String, keys: [String]) throws(SandboxError) {
        var companies: [SandboxCompany] = []
        for node in try ContentReader.file(path).required("companies").elements() {
            let id = try node.required("pacCompanyId").text()
            var company = SandboxCompany(
                id: id, name: try node.optional("name")?.text() ?? id, ruc: try node.required("ruc").text(),
                rucType: try node.required("rucType").integer(), checkDigit: try node.optional("dv")?.text())
            company.branch = try node.optional("branch")?.text() ?? company.branch
            company.keys = keys
            for office in try node.optional("offices")?.elements() ?? [] {
                company.offices.append(
                    SandboxOffice(id: try office.required("pacOfficeId").text(), code: try office.required("code").text()))
            }
            companies.append(company)
        }
        self.init(companies: companies)
    }
}
