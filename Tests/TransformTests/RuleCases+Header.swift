import Fiscal
import Transform

extension RuleCases {
    /// Rulebook 5: header, office, numeration.
    static let header: [RuleCase] = [
        yes("5.1", "an office goes out first, with the company's billing point").with(["office_id": "centro"])
            .sends(#"{"idOffice":"01KOFFICECENTRO","information""#, #""billingPoint":"001""#)
            .holds { $0.branch == "0001" && $0.billingPoint == "001" },
        no("5.1", "an office that isn't mapped").with(["office_id": "centre"]).finds("PB-DOC-13")
            .holds { $0.faults[0].facts["nearest"] == "centro" && $0.faults[0].code.isFixed },
        edge("5.1", "no office is the main office").withholds("idOffice").holds { $0.branch == "0000" },
        edge("5.1", "another company's billing point").company(Orders.beta).sends(#""billingPoint":"002""#)
            .holds { $0.branch == "0007" && $0.company == "beta" },

        yes("5.2", "the next number of the sequence").holds { _ in number(.sequential, 12345) == "0000012345" },
        yes("5.2", "checksum, random digits, sequence").holds { _ in number(.cifras, 45, random: 123) == "0662300045" },
        no("5.2", "an exhausted series").holds { _ in
            number(.sequential, 10_000_000_000) == nil && number(.cifras, 50_000_000) == nil
        },
        no("5.2", "before the first").holds { _ in number(.sequential, 0) == nil },
        edge("5.2", "the last number").holds { _ in number(.sequential, 9_999_999_999) == "9999999999" },
        edge("5.2", "past 99999 the sequence takes the random places")
            .holds { _ in number(.cifras, 99_999, random: 7) == "0650799999" && number(.cifras, 100_000) == "0600100000" },

        yes("5.3", "9 digits").holds { _ in Numbering.securityCode { 41 } == "000000042" },
        no("5.3", "never all zero").holds { _ in Numbering.securityCode { 999_999_999 } == "000000001" },
        edge("5.3", "the highest").holds { _ in Numbering.securityCode { 999_999_998 } == "999999999" },

        yes("5.4", "the order's date").with(["issue_date": "19/11/2026 08:30"]).sends(
            #""issueDate":"2026-11-19T08:30:00-05:00""#),
        yes("5.4", "else the moment of admission").sends(#""issueDate":"2026-11-20T21:05:00-05:00""#),
        no("5.4", "no date").with(["issue_date": "30/02/2026"]).finds("PB-DOC-09"),
        no("5.4", "older than 30 days").with(["issue_date": "2026-10-21T21:04:59"]).finds("PB-DOC-10")
            .sends(#""issueDate":"2026-10-21T21:04:59-05:00""#),
        no("5.4", "more than 24 h ahead").with(["issue_date": "2026-11-21T21:05:01"]).finds("PB-DOC-11"),
        no("5.4", "over 2 business days ahead").with(["issue_date": "2026-11-24T21:05:01"]).finds("PB-DOC-12"),
        edge("5.4", "30 days to the second").with(["issue_date": "2026-10-21T21:05:00"]),
        edge("5.4", "24 h to the second").with(["issue_date": "2026-11-21T21:05:00"]),
        edge("5.4", "2 business days over a weekend, to the second").with(["issue_date": "2026-11-24T21:05:00"]).finds(
            "PB-DOC-11"),
        edge("5.4", "another offset is brought to Panama's").with(["issue_date": "2026-11-20T00:00:00Z"])
            .sends(#""issueDate":"2026-11-19T19:00:00-05:00""#),

        yes("5.5", "the expected CUFE of pac-api.md 5.1").with(["issue_date": "2026-11-20T21:05:00"]).holds {
            expectedCufe($0, "0000012345", "483920175") == "FE0120000155704849-2-2021-3200002026112000000123450010124839201754"
        },
        no("5.5", "another number is another CUFE").holds {
            expectedCufe($0, "0000012346", "483920175") != expectedCufe($0, "0000012345", "483920175")
        },
        edge("5.5", "with an office its code is the branch").with(["office_id": "centro"]).holds {
            (expectedCufe($0, "0000012345", "483920175").map { $0.dropFirst(28).prefix(4) } ?? "") == "0001"
        },
    ]

    private static func number(_ scheme: Numbering.Scheme, _ sequence: Int, random: Int = 0) -> String? {
        Numbering.numeration(scheme, companyID: "acme", sequence: sequence, random: { random })
    }

    private static func expectedCufe(_ judged: JudgedOrder, _ numeration: String, _ securityCode: String) -> String? {
        judged.documentType.map {
            Cufe.build(
                documentType: $0, issuer: IssuerIdentity(ruc: Orders.acme.ruc, rucType: Orders.acme.rucType, dv: Orders.acme.dv),
                issueDate: judged.issueDate, numeration: numeration, billingPoint: judged.billingPoint, branch: judged.branch,
                issueType: "01", environment: .sandbox, securityCode: securityCode
            ).text
        }
    }
}
