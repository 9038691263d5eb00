import Catalogues
import Fiscal

// What a line item is: description, code, unit, CPBS (rulebook 3.2, 3.4, 3.5).
extension Transformer {
    private static let descriptionLimit = 500
    private static let codeLimit = 20

    /// The ladder of rulebook 3.4 (Seed 004, Item descriptions).
    mutating func describe(_ record: borrowing OrderRecord, _ index: Int, _ item: inout Draft.Item) {
        let number = record[line: index, .item_number]
        let description = record[line: index, .description]
        let start = draft.end
        if number.count == 0 && description.count == 0 {
            describeWithoutItem(record, index)
        } else if usesClientItemNumber, !record.isEmpty(line: index, .note) {
            draft.append(record[line: index, .note])
        } else if usesClientItemNumber, !record.isEmpty(line: index, .client_item_number) {
            lead(record[line: index, .client_item_number], description)
        } else {
            lead(number, description)
        }
        item.description = draft.range(from: start)
        if item.description.isEmpty {
            item.description = Draft.noDescription
            findings.report(.noDescription, .line(index, .description), in: record)
        }
        judgeLength(item.description, record, index)
        item.code = code(record, index)
    }

    private var usesClientItemNumber: Bool {
        draft.company.map { companies[$0].profile.useClientItemNumber } ?? false
    }

    private mutating func describeWithoutItem(_ record: borrowing OrderRecord, _ index: Int) {
        if !record.isEmpty(line: index, .item_ad_hoc) {
            draft.append(record[line: index, .item_ad_hoc])
        } else {
            draft.append(record[line: index, .note])
        }
    }

    /// `number - description`, or the one that is there.
    private mutating func lead(_ number: Span<UInt8>, _ description: Span<UInt8>) {
        draft.append(number)
        if number.count > 0, description.count > 0 {
            draft.append(byte: UInt8(ascii: " "))
            draft.append(byte: UInt8(ascii: "-"))
            draft.append(byte: UInt8(ascii: " "))
        }
        draft.append(description)
    }

    private mutating func judgeLength(_ range: TextRange, _ record: borrowing OrderRecord, _ index: Int) {
        guard range.count > Self.descriptionLimit || range.count < 8 else { return }
        let count = draft[range].scalarCount
        guard !(2...Self.descriptionLimit).contains(count) else { return }
        let start = draft[range].extracting(0..<draft[range].byteCount(ofScalars: 40))
        let facts = ["count": "\(count)", "description": String(copying: start)]
        findings.report(.descriptionLength, .line(index, .description), in: record, facts: facts)
    }

    private mutating func code(_ record: borrowing OrderRecord, _ index: Int) -> TextRange {
        let number = record[line: index, .item_number]
        if number.count > Self.codeLimit, number.scalarCount > Self.codeLimit {
            findings.report(.itemCodeTooLong, .line(index, .item_number), in: record, facts: ["count": "\(number.scalarCount)"])
        }
        return draft.keep(number)
    }

    mutating func judgeUnit(_ record: borrowing OrderRecord, _ index: Int, _ item: inout Draft.Item) {
        if !record.isEmpty(line: index, .unit) { item.unit = unit(record, index, .unit) }
    }

    private mutating func unit(_ record: borrowing OrderRecord, _ index: Int, _ key: LineKey) -> TextRange {
        let unit = record[line: index, key]
        if !units.contains(unit) {
            let facts = suggestions.facts(for: String(copying: unit), in: units)
            findings.report(.unitUnknown, .line(index, key), in: record, facts: facts)
        } else if units.isAdded(unit) {
            findings.report(.codeAdded, .line(index, key), in: record, facts: units.facts)
        }
        return draft.keep(unit)
    }

    /// The government needs code and unit on every line; elsewhere the unit defaults to the line's (rulebook 3.2, 10 CPBS).
    mutating func judgeCpbs(_ record: borrowing OrderRecord, _ index: Int, _ item: inout Draft.Item) {
        let hasUnit = !record.isEmpty(line: index, .cpbs_unit)
        if record.isEmpty(line: index, .cpbs_code) {
            if draft.receptor == .government {
                findings.report(.cpbsMissing, .line(index, .cpbs_code), in: record)
            } else if hasUnit {
                findings.report(.cpbsUnitAlone, .line(index, .cpbs_unit), in: record)
            }
            return
        }
        guard judgeCpbsCode(record, index) else { return }
        if !hasUnit, draft.receptor == .government { findings.report(.cpbsMissing, .line(index, .cpbs_unit), in: record) }
        item.cpbsCode = draft.keep(record[line: index, .cpbs_code])
        item.cpbsUnit = hasUnit ? unit(record, index, .cpbs_unit) : item.unit
    }

    /// False when the code can't go out.
    private mutating func judgeCpbsCode(_ record: borrowing OrderRecord, _ index: Int) -> Bool {
        let code = record[line: index, .cpbs_code]
        guard code.count == 4, code.smallNumber != nil else {
            if !findings.report(.cpbsMalformed, .line(index, .cpbs_code), in: record), draft.receptor == .government {
                findings.report(.cpbsMissing, .line(index, .cpbs_code), in: record)
            }
            return false
        }
        if !cpbs.contains(code) {
            let facts = suggestions.facts(for: String(copying: code), in: cpbs)
            findings.report(.cpbsUnknown, .line(index, .cpbs_code), in: record, facts: facts)
        } else if cpbs.isAdded(code) {
            findings.report(.codeAdded, .line(index, .cpbs_code), in: record, facts: cpbs.facts)
        }
        return true
    }
}
