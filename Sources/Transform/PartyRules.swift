import Catalogues
import Fiscal

// The receiver's name, address, location, e-mails and telephones (rulebook 2.4, 2.6, 2.7).
extension Transformer {
    private static let addressLength = 100
    private static let emailLimit = 50

    mutating func judgeParty(_ record: borrowing OrderRecord) {
        judgeName(record)
        judgeAddress(record)
        judgeLocation(record)
        if draft.receptor == .foreign { judgeForeignCountry(record) }
        if !record.isEmpty(.telephones) { judgeTelephones(record) }
        let emails: OrderKey = record.isEmpty(.emails_ad_hoc) ? .emails : .emails_ad_hoc
        if !record.isEmpty(emails) { judgeEmails(record, emails) }
    }

    private mutating func judgeName(_ record: borrowing OrderRecord) {
        let key: OrderKey = record.isEmpty(.adhoc_client_name) ? .client_name : .adhoc_client_name
        let name = record[key]
        if name.count == 0 {
            if draft.receptor != .finalConsumer {
                findings.report(.nameMissing, .cell(key), in: record, facts: ["receptor": draft.receptor.name])
            }
            return
        }
        if name.count < 8 || name.count > 200 {
            let count = name.scalarCount
            if !(2...200).contains(count) { findings.report(.nameLength, .cell(key), in: record, facts: ["count": "\(count)"]) }
        }
        draft.name = draft.keep(name)
    }

    /// The first 100 Unicode scalars, padded to exactly 100 (rulebook 2.7; Seed 004, Receiver address).
    private mutating func judgeAddress(_ record: borrowing OrderRecord) {
        let cell = record[.address]
        guard !cell.isBlank else {
            draft.addressPadding = Self.addressLength - draft[draft.address].count
            findings.report(.addressDefault, .cell(.address), in: record)
            return
        }
        let count = cell.scalarCount
        guard count > Self.addressLength else {
            draft.address = draft.keep(cell)
            draft.addressPadding = Self.addressLength - count
            return
        }
        draft.address = draft.keep(cell.extracting(0..<cell.byteCount(ofScalars: Self.addressLength)))
        findings.report(.addressCut, .cell(.address), in: record, facts: ["count": "\(count)"])
    }

    private mutating func judgeLocation(_ record: borrowing OrderRecord) {
        guard draft.receptor != .foreign else { return }
        guard !record.isEmpty(.location_code) else {
            draft.location = Draft.defaultLocation
            findings.report(.locationDefault, .cell(.location_code), in: record)
            return
        }
        draft.location = draft.keep(record[.location_code])
        if !locations.contains(record[.location_code]) {
            let facts = suggestions.facts(for: record.text(.location_code), in: locations)
            findings.report(.locationUnknown, .cell(.location_code), in: record, facts: facts)
        } else if locations.isAdded(record[.location_code]) {
            findings.report(.codeAdded, .cell(.location_code), in: record, facts: locations.facts)
        }
    }

    private mutating func judgeForeignCountry(_ record: borrowing OrderRecord) {
        let country = record[.foreign_country]
        guard country.count > 0 else { return }
        let count = country.scalarCount
        if !(2...100).contains(count) {
            findings.report(.foreignCountryLength, .cell(.foreign_country), in: record, facts: ["count": "\(count)"])
            return
        }
        draft.foreignCountry = draft.keep(country)
    }

    private mutating func judgeTelephones(_ record: borrowing OrderRecord) {
        var items = ListItems(record[.telephones])
        while let range = items.next() {
            let item = record[.telephones].extracting(range)
            if !item.isTelephone {
                findings.report(.telephoneMalformed, .cell(.telephones), in: record, value: String(copying: item))
            } else if !draft.telephones.append(draft.keep(item)) {
                findings.report(.telephonesTooMany, .cell(.telephones), in: record, value: String(copying: item))
            }
        }
    }

    private mutating func judgeEmails(_ record: borrowing OrderRecord, _ key: OrderKey) {
        var items = ListItems(record[key])
        while let range = items.next() {
            let item = record[key].extracting(range)
            if !item.isEmail {
                findings.report(.emailMalformed, .cell(key), in: record, value: String(copying: item))
            } else if item.count > Self.emailLimit, item.scalarCount > Self.emailLimit {
                findings.report(
                    .emailTooLong, .cell(key), in: record, value: String(copying: item), facts: ["count": "\(item.scalarCount)"])
            } else if !draft.emails.append(draft.keep(item)) {
                findings.report(.emailsTooMany, .cell(key), in: record, value: String(copying: item))
            }
        }
    }
}
