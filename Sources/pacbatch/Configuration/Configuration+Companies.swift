import Fiscal
import JSONText
import Transform

extension Company {
    static let keys = [
        "id", "pacCompanyId", "name", "ruc", "rucType", "dv", "branch", "billingPoint", "offices", "webhookSecrets", "numeration",
        "useClientItemNumber", "apiKey", "previousApiKey", "rate", "readsPerSecond",
    ]
}

extension ConfigurationReader {
    /// `companies`.
    /// - Parameter defaultKey: where the API key is looked for when neither the PAC nor the company says.
    mutating func companies(_ root: Section, pac: PacSettings?, defaultKey: SecretSource?) -> [Company] {
        if root["companies"] == nil { note(.missing, at: "companies") }
        let elements = list(root, "companies")
        if elements.isEmpty, root["companies"]?.array != nil {
            note(.expected(.listOf(atLeast: 1, atMost: 10_000)), at: "companies")
        }
        var ids: Set<String> = []
        var companies: [Company] = []
        for element in elements {
            guard let section = section(element.value, at: element.path, keys: Company.keys) else { continue }
            // Ids are folder names: two that differ in case only would be one on other file systems.
            if let id = section["id"]?.string, !ids.insert(id.lowercased()).inserted {
                note(.repeated, at: section.path(of: "id"), value: section["id"])
            }
            guard let company = company(section, pac: pac, defaultKey: defaultKey) else { continue }
            companies.append(company)
        }
        return companies
    }

    private mutating func company(_ section: Section, pac: PacSettings?, defaultKey: SecretSource?) -> Company? {
        let id = required(section, "id") { $0.companyID($1, $2) }
        let isEmpty = section["pacCompanyId"] == nil || section["pacCompanyId"] == ""
        let pacCompanyID = isEmpty ? nil : text(section, "pacCompanyId")
        if isEmpty {
            note(.pacCompanyMissing(company: section["id"]?.string ?? section.path), at: section.path(of: "pacCompanyId"))
        }
        let identity = identity(section)
        let branch = lettersAndDigits(section, "branch", count: 4)
        let point = digits(section, "billingPoint", count: 3, zero: false)
        let name = text(section, "name")
        let offices = offices(section)
        let secrets = webhookSecrets(section)
        let numeration = numeration(section)
        let useClientItemNumber = flag(section, "useClientItemNumber")
        let ownKey = secretSource(section, "apiKey")
        let ownPreviousKey = secretSource(section, "previousApiKey")
        let ownRate = rate(section)
        let ownReads = positive(section, "readsPerSecond")
        if section["apiKey"] == nil, let pac, pac.apiKey == nil, defaultKey == nil {
            note(.apiKeyMissing(company: id ?? section.path), at: section.path(of: "apiKey"))
        }
        guard let pac, let id, let pacCompanyID, let identity, let key = ownKey ?? pac.apiKey ?? defaultKey else { return nil }
        return Company(
            id: id, pacCompanyID: pacCompanyID, name: name ?? id, ruc: identity.ruc, rucType: identity.type, dv: identity.dv,
            branch: branch ?? "0000", billingPoint: point ?? "001", offices: offices, webhookSecrets: secrets,
            numeration: numeration,
            useClientItemNumber: useClientItemNumber ?? false, apiKey: key,
            previousApiKey: ownPreviousKey ?? (ownKey == nil ? pac.previousApiKey : nil), rate: ownRate ?? pac.rate,
            readsPerSecond: ownReads ?? ownRate?.defaultReads ?? pac.readsPerSecond)
    }

    /// A folder's name that isn't taken: `inbox/webhooks/` is another thing (product.md 6, Webhook).
    private mutating func companyID(_ section: Section, _ key: String) -> String? {
        guard let id = name(section, key) else { return nil }
        guard id.lowercased() != "webhooks" else {
            note(.expected(.name), at: section.path(of: key), value: section[key])
            return nil
        }
        return id
    }

    private mutating func offices(_ company: Section) -> [Company.Office] {
        var ids: Set<String> = []
        return list(company, "offices").compactMap { element in
            guard let section = section(element.value, at: element.path, keys: ["id", "pacOfficeId", "code"]) else { return nil }
            let id = required(section, "id") { $0.text($1, $2) }
            let pacOfficeID = required(section, "pacOfficeId") { $0.text($1, $2) }
            let code = required(section, "code") { $0.lettersAndDigits($1, $2, count: 4) }
            guard let id, let pacOfficeID, let code else { return nil }
            if !ids.insert(id).inserted { note(.repeated, at: section.path(of: "id"), value: section["id"]) }
            return Company.Office(id: id, pacOfficeID: pacOfficeID, code: code)
        }
    }

    private mutating func webhookSecrets(_ company: Section) -> [SecretSource] {
        let elements = list(company, "webhookSecrets")
        if elements.count > 2 { note(.expected(.listOf(atLeast: 0, atMost: 2)), at: company.path(of: "webhookSecrets")) }
        return elements.compactMap { secretSource($0.value, at: $0.path) }
    }

    private mutating func numeration(_ company: Section) -> Company.Numeration {
        guard let section = section(company, "numeration", keys: ["scheme", "start"]) else {
            return Company.Numeration(scheme: .sequential, start: 1)
        }
        let scheme = word(section, "scheme", Numbering.Scheme.self)
        let start = integer(section, "start", in: 1...9_999_999_999)
        return Company.Numeration(scheme: scheme ?? .sequential, start: Int64(start ?? 1))
    }

    /// Who the company is for the DGI: the type may follow from the form and the check digits from the number, but a stated one must be right.
    private mutating func identity(_ company: Section) -> (ruc: String, type: RucType, dv: String)? {
        let text = required(company, "ruc") { $0.text($1, $2) }
        let type = integer(company, "rucType", in: 1...2).flatMap(RucType.init(rawValue:))
        let dv = take(company, "dv", .digits(2)) { $0.string }
        guard let text, type != nil || company["rucType"] == nil else { return nil }
        do throws(RucFault) {
            let stated = dv.flatMap { wholeNumber($0) }.flatMap { UInt8(exactly: $0) }
            let ruc = try Ruc(text: text, type: type ?? Ruc.type(of: Array(text.utf8).span, checkDigits: stated))
            guard let dv, let fault = ruc.fault(inCheckDigits: dv) else { return (ruc.text, ruc.type, ruc.checkDigitsText) }
            note(.fault(fault.fault(value: dv, ruc: ruc.text)), at: company.path(of: "dv"), value: company["dv"])
        } catch {
            note(.fault(error.fault(value: text)), at: company.path(of: "ruc"), value: company["ruc"])
        }
        return nil
    }
}
