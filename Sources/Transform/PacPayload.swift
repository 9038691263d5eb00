public import Fiscal
import JSONText

/// The PAC's wire format, v1: the only place that knows its names (pac-api.md 2). The keys stand in the order of that table.
///
/// Amounts are JSON numbers with their decimals kept: `A2` exactly 2, `P26` 2 to 6, `Q` 0 to 6.
public enum PacPayload {
    /// What an order's own document needs of its company.
    struct Issuer {
        let pacOfficeID: [UInt8]?
        let billingPoint: [UInt8]
    }

    /// Most bytes of a document without its texts, and of a line without its texts.
    private static let frameMax = 1200
    private static let itemMax = 420

    static func write(_ draft: Draft, issuer: Issuer, padAddress: Bool, into payload: inout PayloadTemplate) {
        let pen = Pen(draft: draft)
        let idOffice = issuer.pacOfficeID ?? []
        let room = Self.frameMax + Self.itemMax * draft.lines.count + pen.textRoom + 6 * idOffice.count
        var offsets = (numeration: 0, securityCode: 0)
        payload.bytes.append(atMost: room) { out in
            out.append("{")
            if !idOffice.isEmpty {
                out.append("\"idOffice\":\"")
                out.append(escaping: idOffice.span)
                out.append("\",")
            }
            offsets = pen.writeInformation(billingPoint: issuer.billingPoint, into: &out)
            pen.writeReceiver(padAddress: padAddress, into: &out)
            out.append(",\"items\":[")
            for index in draft.lines.indices { pen.writeItem(index, into: &out) }
            pen.writeTotals(into: &out)
        }
        payload.numerationOffset = offsets.numeration
        payload.securityCodeOffset = offsets.securityCode
    }

    /// Writes a draft's parts, key by key.
    fileprivate struct Pen {
        let draft: Draft
        /// False when no text of the draft needs an escape: the rule, and cheaper to ask once.
        private let escapes: Bool
        /// Most bytes that the draft's texts can take: each stands at most twice (a unit also as its CPBS unit), each
        /// byte of one that needs escapes as `\u001f`.
        let textRoom: Int

        init(draft: Draft) {
            self.draft = draft
            escapes = draft.needsEscape
            textRoom = draft.end * (escapes ? 12 : 2)
        }
    }
}

extension PacPayload.Pen {
    /// Returns where numeration and security code stand.
    func writeInformation(billingPoint: [UInt8], into out: inout OutputSpan<UInt8>) -> (numeration: Int, securityCode: Int) {
        out.append("\"information\":{\"issueType\":\"01\",\"documentType\":\"")
        out.append((draft.documentType ?? .internalInvoice).wireCode)
        out.append("\",\"numeration\":\"")
        let numeration = out.count
        out.append("0000000000\",\"billingPoint\":\"")
        out.append(billingPoint.span)
        out.append("\",\"securityCode\":\"")
        let securityCode = out.count
        out.append("000000000\",\"cafe\":{\"format\":3,\"delivery\":3},\"nature\":\"")
        out.append(draft.nature.wireCode)
        out.append(
            draft.destination == .panama
                ? "\",\"operationType\":1,\"destination\":1,\"receiverContainer\":1"
                : "\",\"operationType\":1,\"destination\":2,\"receiverContainer\":1")
        if draft.kind == .invoice { out.append(",\"saleType\":1") }
        out.append(",\"issueDate\":\"")
        out.append(draft.issueDate)
        out.append("\"")
        write(draft.notes, after: ",\"information\":\"", into: &out)
        return (numeration, securityCode)
    }

    func writeReceiver(padAddress: Bool, into out: inout OutputSpan<UInt8>) {
        out.append("},\"receiver\":{\"type\":\"")
        out.append(draft.receptor.wireCode)
        out.append("\"")
        if !draft.ruc.isEmpty {
            let key: StaticString =
                draft.rucType == .natural ? ",\"ruc\":{\"type\":1,\"ruc\":\"" : ",\"ruc\":{\"type\":2,\"ruc\":\""
            write(draft.ruc, after: key, into: &out)
            out.append("}")
        }
        write(draft.name, after: ",\"name\":\"", into: &out)
        out.append(",\"address\":\"")
        writeText(draft.address, into: &out)
        if padAddress { out.append(repeating: UInt8(ascii: " "), count: draft.addressPadding) }
        out.append("\"")
        if !draft.location.isEmpty {
            write(draft.location, after: ",\"location\":{\"code\":\"", into: &out)
            out.append("}")
        }
        write(draft.country, after: ",\"country\":\"", into: &out)
        write(draft.telephones, after: ",\"telephones\":[\"", into: &out)
        write(draft.emails, after: ",\"emails\":[\"", into: &out)
        writeForeign(into: &out)
        out.append("}")
    }

    private func writeForeign(into out: inout OutputSpan<UInt8>) {
        if !draft.foreignNumber.isEmpty {
            write(draft.foreignNumber, after: ",\"foreign\":{\"number\":\"", into: &out)
            write(draft.foreignCountry, after: ",\"country\":\"", into: &out)
            out.append("}")
        }
        if !draft.incoterm.isEmpty {
            write(draft.incoterm, after: ",\"exportation\":{\"incoterm\":\"", into: &out)
            out.append("}")
        }
    }

    func writeItem(_ index: Int, into out: inout OutputSpan<UInt8>) {
        let line = draft.lines[index]
        out.append(index == 0 ? "{\"number\":\"" : ",{\"number\":\"")
        out.append(magnitude: UInt64(index + 1), digits: 4)
        write(line.item.description, after: "\",\"description\":\"", into: &out)
        write(line.item.code, after: ",\"code\":\"", into: &out)
        write(line.item.unit, after: ",\"unit\":\"", into: &out)
        out.append(",\"quantity\":")
        out.append(line.quantity, minimumDecimals: 0)
        out.append(",\"prices\":{\"transfer\":")
        out.append(line.price, minimumDecimals: 2)
        out.append(",\"discount\":")
        out.append(line.amounts.discount, minimumDecimals: 2)
        if line.amounts.transport != .zero {
            out.append(",\"transport\":")
            out.append(line.amounts.transport, decimals: 2)
        }
        if line.amounts.insurance != .zero {
            out.append(",\"insurance\":")
            out.append(line.amounts.insurance, decimals: 2)
        }
        out.append(line.amounts.rate.wireGroup)
        if !line.item.cpbsCode.isEmpty {
            write(line.item.cpbsCode, after: ",\"cpbs\":{\"code\":\"", into: &out)
            write(line.item.cpbsUnit, after: ",\"unit\":\"", into: &out)
            out.append("}")
        }
        out.append("}")
    }

    /// Payment is always method 01 with the grand total and payment time 1, whatever the order says (rulebook 4.4).
    func writeTotals(into out: inout OutputSpan<UInt8>) {
        out.append("],\"totals\":{\"paymentTime\":1,\"paymentMethods\":[{\"type\":\"01\",\"amount\":")
        out.append(draft.totals.total, decimals: 2)
        out.append("}]")
        if let retention = draft.retention {
            out.append(",\"retention\":{\"code\":")
            out.append(magnitude: UInt64(retention.code.rawValue), digits: 1)
            out.append(",\"amount\":")
            out.append(retention.amount, decimals: 2)
            out.append("}")
        }
        out.append("}}")
    }

    /// An absent value is left out, never null (pac-api.md 1.1). The key ends with the value's opening quote.
    private func write(_ text: TextRange, after key: StaticString, into out: inout OutputSpan<UInt8>) {
        guard !text.isEmpty else { return }
        out.append(key)
        writeText(text, into: &out)
        out.append("\"")
    }

    private func write(_ texts: Draft.Three, after key: StaticString, into out: inout OutputSpan<UInt8>) {
        for index in 0..<texts.count { write(texts[index], after: index == 0 ? key : ",\"", into: &out) }
        if texts.count > 0 { out.append("]") }
    }

    private func writeText(_ text: TextRange, into out: inout OutputSpan<UInt8>) {
        if escapes, draft[text].needsEscape {
            out.append(escaping: draft[text])
        } else {
            out.append(draft[text])
        }
    }
}

// MARK: - What is drawn with the intent

extension PacPayload {
    /// The invoice that a note refers to (rulebook 6.3).
    public struct ReferencedInvoice: Sendable, Equatable {
        /// Its CUFE, 66 characters.
        public let cufe: String
        /// Its own issue date.
        public let issueDate: FiscalTime

        /// Makes a reference.
        public init(cufe: String, issueDate: FiscalTime) {
            self.cufe = cufe
            self.issueDate = issueDate
        }
    }

    /// The bytes to send: a template with its numbers filled in and, on types 04 and 05, the invoice as its last key. Generic
    /// notes go out without one (rulebook 6.5), whatever is passed.
    ///
    /// - Parameters:
    ///   - template: what `Transformer` wrote, whole.
    ///   - numeration: 10 digits.
    ///   - securityCode: 9 digits.
    ///   - reference: the invoice that a note refers to; nil on invoices.
    /// - Returns: nil when the template isn't one, or a number hasn't its length.
    public static func complete(
        _ template: [UInt8], numeration: String, securityCode: String, reference: ReferencedInvoice?
    ) -> [UInt8]? {
        guard let offset = numerationOffset(in: template), let code = securityCodeOffset(in: template),
            numeration.utf8.count == 10, securityCode.utf8.count == 9
        else { return nil }
        var bytes = template
        bytes.replaceSubrange(offset..<offset + 10, with: numeration.utf8)
        bytes.replaceSubrange(code..<code + 9, with: securityCode.utf8)
        let type = template[(offset - typeDistance)..<(offset - typeDistance + 2)]
        if let reference, type.elementsEqual("04".utf8) || type.elementsEqual("05".utf8) {
            bytes.removeLast()
            bytes.append(contentsOf: referencedDocuments(reference))
        }
        return bytes
    }

    private static func referencedDocuments(_ invoice: ReferencedInvoice) -> [UInt8] {
        var writer = ByteWriter(capacity: 190)
        writer.append(",\"referencedDocuments\":[{\"emissionType\":\"CUFE\",\"cufeIdentification\":")
        writer.append(jsonString: invoice.cufe)
        writer.append(",\"issueDate\":\"")
        writer.append(invoice.issueDate)
        writer.append("\"}]}")
        return writer.bytes
    }

    /// From the document type's first digit to the numeration's: `04","numeration":"`.
    private static let typeDistance = 18

    /// Where the 10 digits of the numeration stand in a template; nil when it isn't one. A quote inside a text is escaped, so no
    /// text can look like the key.
    public static func numerationOffset(in template: [UInt8]) -> Int? {
        offset(after: "\"numeration\":\"", in: template, length: 10)
    }

    /// Where the 9 digits of the security code stand in a template; nil when it isn't one.
    public static func securityCodeOffset(in template: [UInt8]) -> Int? {
        offset(after: "\"securityCode\":\"", in: template, length: 9)
    }

    private static func offset(after key: String, in template: [UInt8], length: Int) -> Int? {
        let key = Array(key.utf8)
        var start = 0
        while start + key.count + length <= template.count {
            if template[start] == key[0], template[start..<start + key.count].elementsEqual(key) { return start + key.count }
            start += 1
        }
        return nil
    }
}
