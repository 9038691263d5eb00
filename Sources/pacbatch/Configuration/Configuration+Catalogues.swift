import Catalogues
import Digest
import Emit
import Fiscal
import JSONText
import Submit

/// The code lists of a workspace: the built-in ones, what the PAC's list of goods and services has besides while it is fresh, and above all the file
/// of `catalogues.override`.
extension Configuration {
    private static let overrideBytesMax = 4 << 20

    mutating func takeCatalogues(of workspace: Workspace) throws(ConfigurationError) {
        if let known = GoodsAndServices.cached(in: workspace), known.isFresh(at: Machine.system.clock.now) {
            known.add(to: &catalogues)
        }
        if let catalogueOverride { try takeOverride(catalogueOverride, workspace) }
        let changed = catalogues.changed
        guard !changed.isEmpty else { return }
        let words = changed.map { "\($0.name) +\($0.added.sorted()) -\($0.withdrawn.sorted())" }
        hash = hexadecimal(SHA256.digest(Array(([hash] + words).joined(separator: "\n").utf8)))
    }

    /// The lists that aren't the built-in ones, for the manifest.
    var changedCatalogues: [ChangedCatalogue] {
        catalogues.changed.map {
            ChangedCatalogue(
                list: $0.name, origin: $0.origin, date: $0.date, added: $0.added.count, withdrawn: $0.withdrawn.count)
        }
    }

    /// `{"cpbs": {"9901": "Descripción", "1010": null}, "locations": {"8-8-99": ["PANAMA", "PANAMA", "NUEVO"]}}`: null withdraws a code.
    private mutating func takeOverride(_ name: String, _ workspace: Workspace) throws(ConfigurationError) {
        let path = name.hasPrefix("/") ? name : workspace.folder + "/" + name
        let bytes: [UInt8]?
        do throws(FileError) {
            bytes = try OpenFile(reading: FileSystem.resolved(FileSystem.absolute(path))).contents(limit: Self.overrideBytesMax)
        } catch {
            throw .unreadable(path: path, errno: error.errno)
        }
        guard let bytes else { throw .tooLarge(path: path, limit: Self.overrideBytesMax) }
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes, dialect: .configuration)
        } catch {
            throw .notJSON(path: path, error)
        }
        guard let lists = value.object else { throw .override(path: path, place: "{}") }
        for list in lists.members {
            guard let codes = list.value.object else { throw .override(path: path, place: list.key) }
            var changes: [CatalogueChange] = []
            for code in codes.members {
                guard let change = CatalogueChange(code.key, code.value) else {
                    throw .override(path: path, place: "\(list.key).\(code.key)")
                }
                changes.append(change)
            }
            guard catalogues.change(list.key, by: changes, origin: name, date: "") else {
                throw .override(path: path, place: list.key)
            }
        }
    }
}

extension CatalogueChange {
    /// A member of the override file: a description, several columns, or null.
    fileprivate init?(_ code: String, _ value: JSONValue) {
        switch value {
        case .null: self.init(code: code, columns: nil)
        case .string(let text): self.init(code: code, columns: [text])
        case .array(let columns):
            let texts = columns.compactMap(\.string)
            guard texts.count == columns.count else { return nil }
            self.init(code: code, columns: texts)
        case .bool, .number, .object: return nil
        }
    }
}

/// The PAC's list of goods and services as it was fetched (pac-api.md 1.2): it adds to the built-in one and takes nothing away, since a list that is
/// cut off would make good codes look wrong.
struct GoodsAndServices {
    /// How long a fetched list counts (pac-api.md 1.2: 24 h).
    static let freshSeconds: Int64 = 86_400
    private static let bytesMax = 8 << 20
    private static let countMax = 20_000

    let fetchedAt: FiscalTime
    /// The PAC that said so.
    let source: String
    let entries: [(code: String, description: String)]

    /// Reads the PAC's answer; nil when it isn't a list with families in it.
    init?(_ answer: JSONValue, source: String, at time: FiscalTime) {
        let rows = answer["goodsAndServices"]?.array ?? []
        let entries = rows.prefix(Self.countMax).compactMap { row -> (code: String, description: String)? in
            guard let code = row["code"]?.scalarText, code.utf8.count == 2 || code.utf8.count == 4,
                code.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return (code, row["description"]?.string ?? "")
        }
        guard entries.contains(where: { $0.code.utf8.count == 4 }) else { return nil }
        (self.entries, self.source, fetchedAt) = (entries, source, time)
    }

    /// What an earlier `catalog refresh` left; nil without, or when it can't be read: then the built-in list counts.
    static func cached(in workspace: Workspace) -> GoodsAndServices? {
        guard let file = try? OpenFile(reading: workspace.goodsAndServices),
            let bytes = (try? file.contents(limit: bytesMax)) ?? nil,
            let value = try? JSONParser.parse(bytes), let source = value["source"]?.string,
            let time = value["fetched_at"]?.string.flatMap({ FiscalTime(text: $0) })
        else { return nil }
        return GoodsAndServices(value, source: source, at: time)
    }

    /// The cache file's content.
    var json: JSONValue {
        [
            "fetched_at": .string(fetchedAt.text), "source": .string(source),
            "goodsAndServices": .array(entries.map { ["code": .string($0.code), "description": .string($0.description)] }),
        ]
    }

    func isFresh(at now: FiscalTime) -> Bool {
        (0..<Self.freshSeconds).contains(now.epochSeconds - fetchedAt.epochSeconds)
    }

    /// Adds the codes that the lists don't have.
    func add(to catalogues: inout CatalogueSet) {
        for (list, count) in [(catalogues.cpbsSegments, 2), (catalogues.cpbs, 4)] {
            let fresh = entries.filter { $0.code.utf8.count == count && !list.contains($0.code) }
            let changes = fresh.compactMap { CatalogueChange(code: $0.code, columns: [$0.description]) }
            guard !changes.isEmpty else { continue }
            _ = catalogues.change(list.name, by: changes, origin: "PAC \(source)", date: fetchedAt.text)
        }
    }
}
