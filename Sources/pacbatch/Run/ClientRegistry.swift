import Fiscal
import JSONText
import Ledger
import Transform

/// The client registry as the intake uses it: fills what an order leaves empty (product.md 6, Clients). Keeps the clients met last in memory.
struct ClientRegistry {
    private let ledger: LedgerStore?
    private var known: [String: [(key: OrderKey, bytes: [UInt8])]] = [:]

    /// Clients of this batch's files, in a plan.
    private var planned: [String: [(key: OrderKey, bytes: [UInt8])]] = [:]

    private static let knownMax = 4096

    /// - Parameter ledger: where the registry lies; nil for a plan without one.
    init(_ ledger: LedgerStore?) { self.ledger = ledger }

    /// Fills the cells that the order leaves empty from its client.
    mutating func fill(_ record: inout OrderRecord, company: String) throws {
        guard !record.isEmpty(.client_id) else { return }
        for (key, bytes) in try cells(company: company, client: record.text(.client_id)) {
            record.fill(key, fromRegistry: bytes.span)
        }
    }

    private mutating func cells(company: String, client: String) throws -> [(key: OrderKey, bytes: [UInt8])] {
        let name = company + "\u{0}" + client
        if let cells = planned[name] ?? known[name] { return cells }
        var cells: [(key: OrderKey, bytes: [UInt8])] = []
        if let text = try ledger?.client(company: company, clientID: client),
            let members = (try? JSONParser.parse(text))?.object?.members
        {
            cells = members.compactMap { member in
                guard let key = OrderKey(name: member.key), let text = member.value.string else { return nil }
                return (key, Array(text.utf8))
            }
        }
        if known.count >= Self.knownMax { known.removeAll(keepingCapacity: true) }
        known[name] = cells
        return cells
    }

    /// Takes a record of a client file into the registry. False when it names no client.
    mutating func take(_ record: borrowing OrderRecord, company: String, at time: FiscalTime) throws -> Bool {
        guard !record.isEmpty(.client_id) else { return false }
        var cells = JSONObject()
        for (key, bytes) in Self.cells(of: record) { cells[key.name] = .string(String(decoding: bytes, as: UTF8.self)) }
        let client = record.text(.client_id)
        try ledger?.upsertClient(company: company, clientID: client, cells: JSONValue.object(cells).text, at: time)
        known[company + "\u{0}" + client] = nil
        return true
    }

    /// Stores an ad-hoc RUC that was verified with its client, when the client has none of its own (rulebook 2.5).
    mutating func learn(_ learned: JudgedOrder.LearnedRuc, company: String, at time: FiscalTime) throws {
        guard let text = try ledger?.client(company: company, clientID: learned.clientID),
            var cells = (try? JSONParser.parse(text))?.object,
            cells[OrderKey.client_ruc.name] == nil
        else { return }
        cells[OrderKey.client_ruc.name] = .string(learned.ruc)
        cells[OrderKey.client_ruc_type.name] = .string(String(learned.type.rawValue))
        try ledger?.storeVerifiedRuc(company: company, clientID: learned.clientID, cells: JSONValue.object(cells).text, at: time)
        known[company + "\u{0}" + learned.clientID] = nil
    }

    /// A plan's registry: what the batch's client files say counts before the ledger, which isn't written.
    mutating func remember(_ record: borrowing OrderRecord, company: String) {
        planned[company + "\u{0}" + record.text(.client_id)] = Self.cells(of: record)
    }

    private static func cells(of record: borrowing OrderRecord) -> [(key: OrderKey, bytes: [UInt8])] {
        var cells: [(key: OrderKey, bytes: [UInt8])] = []
        for key in OrderKey.clientKeys where !record.isEmpty(key) { cells.append((key, Array(record.text(key).utf8))) }
        return cells
    }
}
