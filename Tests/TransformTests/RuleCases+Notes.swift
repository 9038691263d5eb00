import Fiscal
import JSONText
import Transform

extension RuleCases {
    private static let note = Orders.taxpayer.with(["kind": "credit_note", "reference": Cufes.invoice])
    private static let noon = FiscalTime(text: "2026-11-18T12:00:00") ?? Orders.admittedAt

    private static func completed(_ judged: JudgedOrder) -> String {
        guard case .cufe(let cufe, let date) = judged.reference else { return "" }
        let bytes = PacPayload.complete(
            judged.payload.bytes.bytes, numeration: "0000000001", securityCode: "000000001",
            reference: PacPayload.ReferencedInvoice(cufe: cufe, issueDate: date))
        return String(decoding: bytes ?? [], as: UTF8.self)
    }

    /// Rulebook 6: credit and debit notes.
    static let notes: [RuleCase] = [
        yes("6.1", "by order key").order(note.with(["reference": "SO-0"])).holds { $0.reference == .order(id: "SO-0") },
        yes("6.1", "by CUFE").order(note).holds { $0.reference == .cufe(Cufes.invoice, issueDate: noon) },
        no("6.1", "a credit note without an invoice").order(note.with(["reference": ""])).finds("PB-REF-01")
            .holds { $0.faults[0].message(in: .en) == "Credit note must reference an invoice" && $0.faults[0].code.isFixed },
        no("6.1", "a debit note without an invoice").order(note.with(["reference": "", "kind": "debit_note"])).finds("PB-REF-01")
            .holds { $0.faults[0].message(in: .en) == "Debit note must reference an invoice" },
        no("6.1", "an invoice with a reference").with(["reference": "SO-0"]).finds("PB-REF-08"),
        edge("6.1", "a PROFORM note needs none").order(note.with(["reference": "", "mode": "PROFORM"])).holds {
            $0.reference == .none
        },

        yes("6.2", "unknown here, a CUFE that verifies").order(note).holds {
            $0.reference == .cufe(Cufes.invoice, issueDate: noon)
        },
        no("6.2", "a wrong check digit").order(note.with(["reference": String(Cufes.invoice.dropLast()) + "7"])).finds(
            "PB-CUFE-03"),
        no("6.2", "a CUFE that lacks its end").order(note.with(["reference": String(Cufes.invoice.dropLast())])).finds(
            "PB-CUFE-01"),
        no("6.2", "another company's").order(note.with(["reference": Cufes.made(ruc: "155596713-2-2015", dv: "59")])).finds(
            "PB-REF-02"
        )
        .holds { $0.faults[0].facts["issuer"] == "155596713-2-2015 DV 59" },
        no("6.2", "the other environment's").order(note.with(["reference": Cufes.made(environment: .production)])).finds(
            "PB-REF-03"),
        edge("6.2", "an order number may begin with FE").order(note.with(["reference": "FE01-2026-000123"]))
            .holds { $0.reference == .order(id: "FE01-2026-000123") },

        yes("6.3", "one entry, last, with the invoice's own date").order(note.with(["reference_date": "2026-11-18T10:00:00"]))
            .holds {
                completed($0).hasSuffix(
                    #","referencedDocuments":[{"emissionType":"CUFE","cufeIdentification":""# + Cufes.invoice
                        + #"","issueDate":"2026-11-18T10:00:00-05:00"}]}"#)
            },
        no("6.3", "nothing before the invoice is known").order(note).withholds("referencedDocuments"),
        edge("6.3", "numbers go where the zeros were").order(note).holds {
            completed($0).contains(#""numeration":"0000000001","billingPoint":"001","securityCode":"000000001""#)
        },

        yes("6.4", "the time of day of reference_date").order(note.with(["reference_date": "18/11/2026 10:20:30"]))
            .holds { $0.reference == .cufe(Cufes.invoice, issueDate: FiscalTime(text: "2026-11-18T10:20:30") ?? noon) },
        no("6.4", "another date than the CUFE's").order(note.with(["reference_date": "2026-11-19"])).finds("PB-REF-05"),
        no("6.4", "no date").order(note.with(["reference_date": "ayer"])).finds("PB-REF-06"),
        no("6.4", "beside an order number").order(note.with(["reference": "SO-0", "reference_date": "2026-11-19"])).finds(
            "PB-REF-07"),
        edge("6.4", "without it 12:00:00").order(note).holds { completed($0).contains("2026-11-18T12:00:00-05:00") },
        edge("6.4", "a date alone is 12:00:00").order(note.with(["reference_date": "2026-11-18"]))
            .holds { $0.reference == .cufe(Cufes.invoice, issueDate: noon) },
        edge("6.4", "demoted, the CUFE's date").demoted("PB-REF-05").order(note.with(["reference_date": "2026-11-19T08:00"]))
            .finds("PB-REF-05").holds { $0.reference == .cufe(Cufes.invoice, issueDate: noon) },

        yes("6.5", "a generic note keeps its invoice here").order(note.with(["document_type": "06"]))
            .holds { $0.reference == .cufe(Cufes.invoice, issueDate: noon) },
        no("6.5", "and never sends it").order(note.with(["document_type": "06"]))
            .holds { !completed($0).contains("referencedDocuments") && completed($0).contains(#""documentType":"06""#) },
        edge("6.5", "nor does a generic debit note").order(note.with(["kind": "debit_note", "document_type": "07"]))
            .holds { !completed($0).contains("referencedDocuments") },

        yes("6.6", "an invoice of any type").order(note.with(["reference": Cufes.made(type: .reimbursement)])),
        no("6.6", "a credit note on a credit note").order(note.with(["reference": Cufes.made(type: .creditNote)])).finds(
            "PB-REF-04"),
        no("6.6", "a debit note on a generic debit note")
            .order(note.with(["kind": "debit_note", "reference": Cufes.made(type: .genericDebitNote)])).finds("PB-REF-04"),
        edge("6.6", "03 and 08 stand on either side of the notes").order(
            note.with(["reference": Cufes.made(type: .exportInvoice)])),
        edge("6.6", "08 is an invoice").order(note.with(["reference": Cufes.made(type: .freeZoneInvoice)])),
    ]
}
