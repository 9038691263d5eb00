import Fiscal
import Transform

extension RuleCases {
    private static let adhoc = Orders.taxpayer.with(["receptor_type": "", "client_ruc": "", "adhoc_client_ruc": "8-442-445"])
    private static let gobierno = RucAnswer.found(checkDigits: "43", receptorType: .government)
    private static let contribuyente = RucAnswer.found(checkDigits: "00", receptorType: .taxpayer)
    private static let consumidor = RucAnswer.found(checkDigits: "08", receptorType: .finalConsumer)

    /// Rulebook 2.1 to 2.5 and 2.8: type of receiver and RUC.
    static let receiver: [RuleCase] = [
        yes("2.1", "the ad-hoc type comes first").with(["adhoc_receptor_fe_type": "CONSUMIDOR_FINAL", "client_ruc": "8-442-445"])
            .sends(#""receiver":{"type":"02""#),
        yes("2.1", "then what check-digit returned").order(adhoc.with(["receptor_type": "02"]))
            .answered("8-442-445", .natural, contribuyente).sends(#""receiver":{"type":"01""#),
        yes("2.1", "then the client's").order(Orders.taxpayer.with(["receptor_type": ""])).registry([
            "receptor_type": "CONTRIBUYENTE"
        ])
        .sends(#""receiver":{"type":"01""#),
        no("2.1", "a type that isn't one").with(["receptor_type": "CONTRIBUYENTES"]).finds("PB-RCV-01")
            .holds { $0.faults.contains { $0.hint(in: .en).contains("“CONTRIBUYENTE”") } },
        edge("2.1", "nothing set is a final consumer").order(Orders.consumer).sends(#""receiver":{"type":"02","name""#),
        edge("2.1", "names, codes and bare digits").with(["receptor_type": "contribuyente"]).sends(#""type":"01""#),
        edge("2.1", "a digit is enough").with(["receptor_type": "1"]).sends(#""receiver":{"type":"01""#),

        yes("2.2", "a taxpayer's RUC with its DV").with(["client_ruc": "155704849-2-2021", "client_dv": "32"])
            .sends(#""ruc":{"type":2,"ruc":"155704849-2-2021"}"#),
        yes("2.2", "a taxpayer who is a natural person").with(["client_ruc": "8-442-445", "client_dv": "08"])
            .sends(#""ruc":{"type":1,"ruc":"8-442-445"}"#),
        no("2.2", "a taxpayer without a RUC").with(["client_ruc": ""]).finds("PB-RCV-02"),
        no("2.2", "the government without a RUC").order(Orders.government.with(["client_ruc": ""])).lines(Orders.paper)
            .finds("PB-RCV-02"),
        no("2.2", "another RUC's DV").with(["client_ruc": "155704849-2-2021", "client_dv": "33"]).finds("PB-RUC-13")
            .holds { $0.faults[0].field == "client_dv" && $0.faults[0].facts["expected"] == "32" },
        no("2.2", "a RUC of no form").with(["client_ruc": "8-442"]).finds("PB-RUC-05"),
        no("2.2", "a DV of one digit").with(["client_ruc": "8-442-445", "client_dv": "8"]).finds("PB-RUC-11"),
        no("2.2", "a DV glued to the RUC").with(["client_ruc": "8-496-731:84"]).finds("PB-RUC-02")
            .holds { $0.faults[0].facts["ruc"] == "8-496-731" && $0.faults[0].facts["dv"] == "84" },
        no("2.2", "what Excel did").with(["client_ruc": "8,73E+05"]).finds("PB-RUC-04"),
        no("2.2", "a type that isn't one").with(["client_ruc_type": "3"]).finds("PB-RCV-03"),
        edge("2.2", "an NT number of an unsaid type is juridical").with(["client_ruc": "8-NT-1-13656", "client_dv": "43"])
            .sends(#""ruc":{"type":2,"ruc":"8-NT-1-13656"}"#),
        edge("2.2", "an NT number is natural where that DV fits").with(["client_ruc": "8-NT-1-24", "client_dv": "33"])
            .sends(#""ruc":{"type":1,"ruc":"8-NT-1-24"}"#),
        edge("2.2", "13 is a province").with(["client_ruc": "13-442-445"]).sends(#""ruc":{"type":1"#),
        edge("2.2", "14 is a roll").with(["client_ruc": "14-442-445"]).sends(#""ruc":{"type":2"#),
        edge("2.2", "the stated type wins over the form").with(["client_ruc": "13-442-445", "client_ruc_type": "JURIDICO"])
            .sends(#""ruc":{"type":2"#),

        yes("2.3", "a cédula is sent").order(Orders.consumer.with(["client_ruc": "8-442-445"])).sends(
            #""ruc":{"type":1,"ruc":"8-442-445"}"#),
        no("2.3", "what doesn't fit is left out").order(Orders.consumer.with(["client_ruc": "8-NT-1-24", "client_dv": "33"]))
            .finds("PB-RCV-04").withholds("\"ruc\""),
        no("2.3", "a juridical RUC is refused").order(Orders.consumer.with(["client_ruc": "155704849-2-2021"])).finds(
            "PB-RCV-05"),
        no("2.3", "a DV must agree here too").order(Orders.consumer.with(["client_ruc": "8-442-445", "client_dv": "09"]))
            .finds("PB-RUC-13"),
        no("2.3", "what would be sent and is no RUC").order(Orders.consumer.with(["client_ruc": "ABC-1-1"])).finds("PB-RUC-01"),
        no("2.3", "a slip of the export isn't hidden").order(Orders.consumer.with(["client_ruc": "8-496-731 DV 84"])).finds(
            "PB-RUC-02"),
        edge("2.3", "3, 4 and 6 characters fit").order(Orders.consumer.with(["client_ruc": "8AV-1234-123456"]))
            .sends(#""ruc":{"type":1,"ruc":"8AV-1234-123456"}"#),
        edge("2.3", "7 at the end don't").order(Orders.consumer.with(["client_ruc": "8-1234-1234567"]))
            .finds("PB-RCV-04").withholds("\"ruc\""),
        edge("2.3", "demoted, a juridical RUC goes by its form").demoted("PB-RCV-05")
            .order(Orders.consumer.with(["client_ruc": "434-15-93796"])).finds("PB-RCV-05").sends(
                #""ruc":{"type":2,"ruc":"434-15-93796"}"#),

        yes("2.4", "a foreigner goes abroad, without RUC and location").order(Orders.foreigner.with(["client_ruc": "8-442-445"]))
            .lines(Orders.exempt).sends(#""destination":2"#, #""foreign":{"number":"US123456789"}"#)
            .withholds("\"ruc\"", "\"location\""),
        yes("2.4", "an order may say its destination").order(
            Orders.foreigner.with(["document_type": "01", "destination": "1", "country": "PA", "incoterm": ""])
        ).sends(#""destination":1"#, #""foreign":{"number":"US123456789"}"#).withholds("exportation"),
        yes("2.4", "the RUC's text is an id").order(Orders.foreigner.with(["foreign_id": "", "client_ruc": "8-442-445"]))
            .sends(#""foreign":{"number":"8-442-445"}"#),
        yes("2.4", "so is an ad-hoc RUC's").order(
            Orders.foreigner.with(["foreign_id": "", "adhoc_client_ruc": "X 99", "adhoc_receptor_fe_type": "04"])
        ).sends(#""foreign":{"number":"X 99"}"#),
        no("2.4", "type 01 abroad").order(Orders.foreigner.with(["document_type": ""])).finds("PB-DOC-17")
            .holds { $0.faults[0].code.source.contains("1534") && $0.faults[0].hint(in: .en).contains("destination 1") },
        no("2.4", "no id").order(Orders.foreigner.with(["foreign_id": ""])).finds("PB-RCV-06"),
        no("2.4", "no country").order(Orders.foreigner.with(["country": ""])).finds("PB-RCV-08"),
        no("2.4", "no incoterm").order(Orders.foreigner.with(["incoterm": ""])).finds("PB-DOC-20"),
        no("2.4", "an incoterm that isn't one").order(Orders.foreigner.with(["incoterm": "FOX"])).finds("PB-DOC-22"),
        no("2.4", "an incoterm within Panama").with(["incoterm": "FOB"]).finds("PB-DOC-21"),
        no("2.4", "a country other than PA within Panama").with(["country": "CR"]).finds("PB-RCV-07"),
        no("2.4", "a destination that isn't one").with(["destination": "3"]).finds("PB-DOC-15"),
        no("2.4", "an id of 51 characters").order(Orders.foreigner.with(["foreign_id": String(repeating: "1", count: 51)]))
            .finds("PB-RCV-25"),
        edge("2.4", "PA abroad").order(Orders.foreigner.with(["country": "PA"])).finds("PB-RCV-08"),
        edge("2.4", "an id of 50 characters").order(Orders.foreigner.with(["foreign_id": String(repeating: "ñ", count: 50)])),
        edge("2.4", "demoted, 01 goes abroad as the seed has it").demoted("PB-DOC-17")
            .order(Orders.foreigner.with(["document_type": "01"])).finds("PB-DOC-17").sends(
                #""documentType":"01""#, #""destination":2"#),

        yes("2.5", "verified as a natural person's").order(adhoc).answered("8-442-445", .natural, consumidor)
            .sends(#""receiver":{"type":"02","ruc":{"type":1,"ruc":"8-442-445"}"#).holds { $0.verification == .none },
        yes("2.5", "then as a juridical person's").order(adhoc.with(["adhoc_client_ruc": " 8-442- 445 "]))
            .answered("8-442-445", .natural, .refused).answered("8-442-445", .juridical, contribuyente)
            .sends(#""receiver":{"type":"01","ruc":{"type":2,"ruc":"8-442-445"}"#),
        yes("2.5", "an NT number as juridical first").order(adhoc.with(["adhoc_client_ruc": "8-NT-1-13656"])).lines(Orders.paper)
            .answered("8-NT-1-13656", .juridical, gobierno).sends(#""receiver":{"type":"03","ruc":{"type":2"#),
        yes("2.5", "a client without a RUC learns a verified one").order(adhoc.with(["client_id": "C1"]))
            .answered("8-442-445", .natural, consumidor)
            .holds { $0.learnedRuc.map { $0.clientID == "C1" && $0.ruc == "8-442-445" && $0.type == .natural } ?? false },
        no("2.5", "both fail: a natural person, a final consumer").order(adhoc)
            .answered("8-442-445", .natural, .notFound).answered("8-442-445", .juridical, .refused)
            .finds("PB-RCV-24").sends(#""receiver":{"type":"02","ruc":{"type":1,"ruc":"8-442-445"}"#).holds {
                $0.learnedRuc == nil
            },
        no("2.5", "no RUC at all is left out").order(adhoc.with(["adhoc_client_ruc": "N/A"]))
            .finds("PB-RCV-24", "PB-RCV-04").withholds("\"ruc\""),
        no("2.5", "a glued DV is an error here too").order(adhoc.with(["adhoc_client_ruc": "3-87-2598 DV 53"])).finds(
            "PB-RUC-02"),
        edge("2.5", "unanswered: the form, until it is").order(adhoc)
            .sends(#""receiver":{"type":"02""#)
            .holds { $0.verification == .judgeAgain(RucQuestion(ruc: "8-442-445", type: .natural)) },
        edge("2.5", "only the first answer is there").order(adhoc).answered("8-442-445", .natural, .notFound)
            .holds { $0.verification == .judgeAgain(RucQuestion(ruc: "8-442-445", type: .juridical)) },
        edge("2.5", "what can't be natural isn't asked so").order(adhoc.with(["adhoc_client_ruc": "14-442-445"]))
            .sends(#""receiver":{"type":"01""#)
            .holds { $0.verification == .judgeAgain(RucQuestion(ruc: "14-442-445", type: .juridical)) },
        edge("2.5", "a client who has a RUC learns none").order(adhoc.with(["client_id": "C1", "client_ruc": "8-713-2230"]))
            .answered("8-442-445", .natural, consumidor).holds { $0.learnedRuc == nil },

        yes("2.8", "a taxpayer's RUC is asked for").with(["client_ruc": "155704849-2-2021"])
            .holds { $0.verification == .gate(RucQuestion(ruc: "155704849-2-2021", type: .juridical)) },
        yes("2.8", "an answer opens the gate").with(["client_ruc": "155704849-2-2021"])
            .answered("155704849-2-2021", .juridical, contribuyente).holds { $0.verification == .none },
        no("2.8", "refused").with(["client_ruc": "155704849-2-2021"]).answered("155704849-2-2021", .juridical, .refused)
            .finds("PB-RCV-23"),
        no("2.8", "an ad-hoc RUC that fails where the type needs one").order(adhoc.with(["adhoc_receptor_fe_type": "01"]))
            .answered("8-442-445", .natural, .notFound).answered("8-442-445", .juridical, .refused).finds("PB-RCV-23"),
        edge("2.8", "404 is not yet").with(["client_ruc": "155704849-2-2021"])
            .answered("155704849-2-2021", .juridical, .notFound).finds("PB-RCV-22")
            .holds { $0.isValid && $0.verification == .gate(RucQuestion(ruc: "155704849-2-2021", type: .juridical)) },
        edge("2.8", "a final consumer's cédula isn't asked for").order(Orders.consumer.with(["client_ruc": "8-442-445"]))
            .holds { $0.verification == .none },
        edge("2.8", "nor is what is blocked anyway").with(["office_id": "nowhere"]).finds("PB-DOC-13")
            .holds { $0.verification == .none },
    ]
}
