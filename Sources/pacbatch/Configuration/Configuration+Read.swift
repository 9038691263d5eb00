import Catalogues
import DgiXML
import Digest
import Fiscal
import JSONText

extension Configuration {
    static let keys = [
        "environment", "pac", "companies", "padAddress", "rucCacheDays", "voidWindowHours", "import", "importLookup",
        "catalogues", "rules", "profiles", "metrics",
    ]

    /// Reads a configuration out of its JSON.
    /// - Throws: `.problems` with everything that is wrong.
    init(_ json: JSONValue, environment variables: Environment) throws(ConfigurationError) {
        let overrides = Overrides(json, environment: variables)
        var reader = ConfigurationReader(origins: overrides.origins)
        let read = Self.read(
            overrides, with: &reader, hash: hexadecimal(SHA256.digest(Array(overrides.value.canonical.text.utf8))))
        guard reader.problems.isEmpty, let read else { throw .problems(reader.problems) }
        self = read
    }

    private static func read(_ overrides: Overrides, with reader: inout ConfigurationReader, hash: String) -> Configuration? {
        guard let root = reader.section(overrides.value, at: "", keys: keys) else { return nil }
        let environment = reader.required(root, "environment") { $0.word($1, $2, FiscalEnvironment.self) }
        let settings = reader.required(root, "pac") { $0.section($1, $2, keys: PacSettings.keys) }
        let pac = settings.flatMap { reader.pac($0, environment: environment ?? .production) }
        let companies = reader.companies(root, pac: pac, defaultKey: overrides.isSingle ? .env("PAC_API_KEY") : nil)
        let imports = reader.imports(root)
        let importLookup = reader.flag(root, "importLookup")
        let override = reader.section(root, "catalogues", keys: ["override"]).flatMap { reader.text($0, "override") }
        let padAddress = reader.flag(root, "padAddress")
        let rucCacheDays = reader.integer(root, "rucCacheDays", in: 0...3650)
        let voidWindowHours = reader.integer(root, "voidWindowHours", in: 0...87_840)
        let rules = reader.rules(root)
        let (profiles, writeBacks) = reader.profiles(root)
        let metrics = reader.text(root, "metrics")
        guard let environment, let pac, reader.problems.isEmpty else { return nil }
        return Configuration(
            environment: environment, pac: pac, companies: companies, padAddress: padAddress ?? true,
            rucCacheDays: rucCacheDays ?? 30,
            voidWindowHours: voidWindowHours ?? 182, minimumTrust: imports.minimumTrust, trust: imports.trust,
            importLookup: importLookup ?? false, rules: rules,
            profiles: profiles, writeBacks: writeBacks,
            metrics: metrics, catalogueOverride: override, hash: hash, notes: notes(overrides, pac))
    }

    private static func notes(_ overrides: Overrides, _ pac: PacSettings) -> [Note] {
        overrides.ignored.map { .ignoredOverride(variable: $0) }
            + (pac.resubmit == .provenAbsent && pac.lookup == .none ? [.resubmitWithoutLookup] : [])
    }
}

extension PacSettings {
    static let keys = [
        "baseURL", "apiKey", "previousApiKey", "rate", "readsPerSecond", "concurrency", "connectTimeout", "timeout", "lookup",
        "resubmit",
        "settle",
    ]
}

extension ConfigurationReader {
    /// `pac`.
    mutating func pac(_ section: Section, environment: FiscalEnvironment) -> PacSettings? {
        let url = required(section, "baseURL") { $0.url($1, $2, environment) }
        let key = secretSource(section, "apiKey")
        let previousKey = secretSource(section, "previousApiKey")
        let rate = rate(section) ?? Rate(perSecond: Amount(micros: 2_000_000), burst: 1)
        let reads = positive(section, "readsPerSecond") ?? rate.defaultReads
        let concurrency = integer(section, "concurrency", in: 1...1024)
        let connectTimeout = integer(section, "connectTimeout", in: 1...3600)
        let timeout = integer(section, "timeout", in: 1...3600)
        let lookup = word(section, "lookup", PacSettings.Lookup.self)
        let resubmit = word(section, "resubmit", PacSettings.Resubmit.self)
        let settle = duration(section, "settle")
        guard let url else { return nil }
        return PacSettings(
            baseURL: url, apiKey: key, previousApiKey: previousKey, rate: rate, readsPerSecond: reads,
            concurrency: concurrency ?? 4,
            connectTimeout: .seconds(connectTimeout ?? 10), timeout: .seconds(timeout ?? 60), lookup: lookup ?? .none,
            resubmit: resubmit ?? .never, settle: settle ?? .seconds(900))
    }

    private mutating func url(_ section: Section, _ key: String, _ environment: FiscalEnvironment) -> BaseURL? {
        guard let text = text(section, key) else { return nil }
        do throws(BaseURL.Refusal) {
            return try BaseURL(text: text, environment: environment)
        } catch {
            switch error {
            case .malformed: note(.expected(.url), at: section.path(of: key), value: section[key])
            case .notSecure: note(.notSecure, at: section.path(of: key), value: section[key])
            }
            return nil
        }
    }

    /// `rate` of the PAC or of a company.
    mutating func rate(_ section: Section) -> Rate? {
        guard let rate = self.section(section, "rate", keys: ["perSecond", "burst"]) else { return nil }
        let perSecond = required(rate, "perSecond") { $0.positive($1, $2) }
        let burst = integer(rate, "burst", in: 1...1_000_000)
        return perSecond.map { Rate(perSecond: $0, burst: burst ?? 1) }
    }

    /// `{"env": …}`, `{"file": …}` or `{"credential": …}`. What stands there instead is never repeated: it could be the key.
    mutating func secretSource(_ section: Section, _ key: String) -> SecretSource? {
        guard let value = section[key] else { return nil }
        return secretSource(value, at: section.path(of: key))
    }

    mutating func secretSource(_ value: JSONValue, at path: String) -> SecretSource? {
        guard let object = value.object else {
            note(.secretInPlain, at: path)
            return nil
        }
        guard object.members.count == 1, let member = object.members.first, let text = member.value.string, !text.isEmpty else {
            note(.expected(.secretSource), at: path)
            return nil
        }
        switch member.key {
        case "env": return .env(text)
        case "file": return .file(text)
        // A credential is a file's name in one folder.
        case "credential" where !text.contains("/") && text != "." && text != "..": return .credential(text)
        default:
            note(.expected(.secretSource), at: path)
            return nil
        }
    }

    /// `import`.
    mutating func imports(_ root: Section) -> (minimumTrust: Trust, trust: [String]) {
        guard let section = section(root, "import", keys: ["minimumTrust", "trust"]) else { return (.signatureValid, []) }
        let minimum = word(section, "minimumTrust", Trust.self) ?? .signatureValid
        var files: [String] = []
        for element in list(section, "trust") {
            guard let file = element.value.string, !file.isEmpty else {
                note(.expected(.text), at: element.path, value: element.value)
                continue
            }
            files.append(file)
        }
        return (minimum, files)
    }

    /// `rules`: fault code -> weight.
    mutating func rules(_ root: Section) -> FaultPolicy {
        guard let object = take(root, "rules", .object, { $0.object }) else { return .standard }
        let section = Section(path: "rules", object: object)
        var changes: [String: Severity] = [:]
        for name in object.keys {
            guard let code = FaultCode(named: name) else {
                note(.unknownRule(nearest: nearest(to: name, among: FaultCode.all.map(\.code))), at: section.path(of: name))
                continue
            }
            guard !code.isFixed else {
                note(.fixedRule, at: section.path(of: name))
                continue
            }
            changes[name] = required(section, name) { $0.word($1, $2, Severity.self) }
        }
        return (try? FaultPolicy(changes: changes)) ?? .standard
    }
}

extension Rate {
    /// Reads per second where nothing is said: five times the writes (product.md 4).
    var defaultReads: Amount {
        perSecond.multiplied(by: Amount(micros: 5_000_000), roundedTo: .tenThousandths) ?? perSecond
    }
}
