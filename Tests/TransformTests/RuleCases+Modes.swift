import Fiscal
import Transform

extension RuleCases {
    /// Rulebook 1: modes and kinds.
    static let modes: [RuleCase] = [
        yes("1.1", "a PROFORM is judged and written like any other").with(["mode": "PROFORM"])
            .sends(#""numeration":"0000000000""#).holds { $0.mode == .proform },
        no("1.1", "a mode that isn't one").with(["mode": "PROFORMA"]).finds("PB-DOC-05")
            .holds { $0.faults[0].hint(in: .es).contains("«PROFORM»") },
        edge("1.1", "case doesn't count").with(["mode": "proform"]).holds { $0.mode == .proform },

        yes("1.2", "the same content by value").line(["quantity": "1.000", "unit_price": "0100.00"])
            .holds { $0.contentHash == plain.contentHash },
        no("1.2", "other content").line(["unit_price": "100.000001"]).holds { $0.contentHash != plain.contentHash },
        edge("1.2", "the mode is no content, so that a promotion is seen").with(["mode": "PROFORM"])
            .holds { $0.contentHash == plain.contentHash },

        yes("1.3", "a note on an invoice of elsewhere, by its CUFE").with(["kind": "credit_note", "reference": Cufes.invoice]),
        no("1.3", "an import in an order file").with(["mode": "DGI_IMPORT"]).finds("PB-DOC-06"),
        edge("1.3", "also in lower case").with(["mode": "dgi_import"]).finds("PB-DOC-06"),

        yes("1.4", "a credit note is type 04 and no sale").with(["kind": "credit_note", "reference": "SO-0"])
            .sends(#""documentType":"04""#).withholds("saleType").holds {
                $0.documentType == .creditNote && $0.kind == .credit_note
            },
        yes("1.4", "a debit note is type 05").with(["kind": "debit_note", "reference": "SO-0"])
            .sends(#""documentType":"05""#).withholds("saleType"),
        yes("1.4", "a generic debit note is type 07 when asked").with([
            "kind": "debit_note", "reference": "SO-0", "document_type": "07",
        ])
        .sends(#""documentType":"07""#),
        no("1.4", "a credit note can't be a debit note's type")
            .with(["kind": "credit_note", "reference": "SO-0", "document_type": "05"]).finds("PB-DOC-08"),
        no("1.4", "a kind that isn't one").with(["kind": "factura"]).finds("PB-DOC-04"),
        edge("1.4", "06 is the other type of a credit note").with([
            "kind": "credit_note", "reference": "SO-0", "document_type": "06",
        ])
        .sends(#""documentType":"06""#),
        edge("1.4", "demoted, the note's own type goes out").demoted("PB-DOC-08")
            .with(["kind": "credit_note", "reference": "SO-0", "document_type": "01"]).finds("PB-DOC-08").sends(
                #""documentType":"04""#),

        yes("1.5", "01 by default").sends(#""documentType":"01""#, #""saleType":1"#),
        yes("1.5", "02, 08 and 09 when the order says so").with(["document_type": "08"]).sends(#""documentType":"08""#),
        yes("1.5", "a seed's name").with(["document_type": "REEMBOLSO"]).sends(#""documentType":"09""#),
        yes("1.5", "03 abroad").order(Orders.foreigner).lines(Orders.exempt)
            .sends(#""documentType":"03""#, #""destination":2"#, #""exportation":{"incoterm":"FOB"}"#),
        yes("1.5", "10 to a foreigner in Panama")
            .order(Orders.foreigner.with(["document_type": "10", "destination": "1", "country": "PA", "incoterm": ""]))
            .sends(#""documentType":"10""#, #""destination":1"#),
        no("1.5", "no such type").with(["document_type": "11"]).finds("PB-DOC-07"),
        no("1.5", "03 within Panama").order(Orders.foreigner.with(["destination": "1", "country": "PA", "incoterm": ""]))
            .finds("PB-DOC-16"),
        no("1.5", "03 to a taxpayer").with(["document_type": "03", "destination": "2", "country": "US", "incoterm": "FOB"])
            .finds("PB-DOC-18"),
        no("1.5", "10 to a taxpayer").with(["document_type": "10"]).finds("PB-DOC-19"),
        edge("1.5", "codes compare as numbers").with(["document_type": "2"]).sends(#""documentType":"02""#),
    ]

    /// The hash of the order that the cases change.
    static let plain = judge(Orders.taxpayer).judged
}

/// CUFEs for notes.
enum Cufes {
    /// An invoice of acme's, 18 November 2026 (pac-api.md 5.2).
    static let invoice = "FE0120000155704849-2-2021-3200002026111800000120010010127152039486"

    /// The CUFE of another document.
    static func made(
        type: DocumentType = .internalInvoice, ruc: String = "155704849-2-2021", dv: String = "32",
        environment: FiscalEnvironment = .sandbox
    ) -> String {
        Cufe.build(
            documentType: type, issuer: IssuerIdentity(ruc: ruc, rucType: .juridical, dv: dv),
            issueDate: FiscalTime(text: "2026-11-18") ?? Orders.admittedAt, numeration: "0000000009", billingPoint: "001",
            branch: "0000", issueType: "01", environment: environment, securityCode: "123456789"
        ).text
    }
}
