import Fiscal
import Transform

extension RuleCases {
    private static let agent = Orders.taxpayer.with(["invoice_retention": "si", "codigo_retencion": "4"])

    /// Rulebook 4: totals and retention.
    static let totals: [RuleCase] = [
        yes("4.1", "sums of rounded lines, by rate")
            .lines(
                Orders.chair.with(["quantity": "1", "unit_price": "0.335"]),
                Orders.chair.with(["quantity": "1", "unit_price": "0.335"]),
                Orders.chair.with(["unit_price": "10", "tax_rate": "15"])
            )
            .sends(#""amount":12.22"#)
            .holds {
                $0.total == Amount(cents: 1222) && $0.itbms == Amount(cents: 154)
                    && $0.byRate.map(\.net) == [.zero, Amount(cents: 68), .zero, Amount(cents: 1000)]
                    && $0.byRate.map(\.tax) == [.zero, Amount(cents: 4), .zero, Amount(cents: 150)]
            },
        no("4.1", "a number with a comma").line(["unit_price": "1,5"]).finds("PB-CELL-01").holds { $0.total == .zero },
        edge("4.1", "half a cent goes up").line(["unit_price": "0.125", "tax_rate": "0"]).sends(
            #""amount":0.13"#, #""transfer":0.125"#),
        edge("4.1", "just below half doesn't").line(["unit_price": "0.124999", "tax_rate": "0"]).sends(#""amount":0.12"#),
        edge("4.1", "prices have at least 2 decimals").line(["unit_price": "7"]).sends(#""transfer":7.00"#),

        yes("4.2", "the stated total").with(["total": "107.00"]).sends(#""amount":107.00"#),
        no("4.2", "another total, with both numbers").with(["total": "108"]).finds("PB-TOT-01")
            .holds { $0.faults[0].message(in: .es).contains("108") && $0.faults[0].message(in: .es).contains("107.00") },
        no("4.2", "a total that is a word").with(["total": "ciento"]).finds("PB-CELL-01"),
        edge("4.2", "a cent above").with(["total": "107.01"]).sends(#""amount":107.00"#),
        edge("4.2", "a cent below").with(["total": "106.99"]).sends(#""amount":107.00"#),
        edge("4.2", "just over a cent").with(["total": "107.010001"]).finds("PB-TOT-01"),
        edge("4.2", "demoted, the computed total goes out").demoted("PB-TOT-01").with(["total": "1"]).finds("PB-TOT-01")
            .sends(#""amount":107.00"#),
        edge("4.2", "a million and a cent").line(["quantity": "20", "unit_price": "50000.0005", "tax_rate": "0"]).finds(
            "PB-TOT-06"),
        edge("4.2", "ten thousand to a final consumer").order(Orders.consumer).line(["unit_price": "10000", "tax_rate": "0"]),
        edge("4.2", "more than ten thousand to a final consumer").order(Orders.consumer).line([
            "unit_price": "10000.01", "tax_rate": "0",
        ])
        .finds("PB-TOT-07"),

        yes("4.3", "the order's code").order(agent).sends(#""retention":{"code":4,"amount":3.50}"#)
            .holds { $0.retention == Amount(cents: 350) },
        yes("4.3", "the client's default").order(Orders.taxpayer.with(["invoice_retention": "true"]))
            .registry(["client_codigo_retencion": "1"]).sends(#""retention":{"code":1,"amount":7.00}"#),
        yes("4.3", "code 3, all of it").order(agent.with(["codigo_retencion": "3"])).sends(
            #""retention":{"code":3,"amount":7.00}"#),
        yes("4.3", "code 7, half").order(agent.with(["codigo_retencion": "7"])).sends(#""retention":{"code":7,"amount":3.50}"#),
        yes("4.3", "code 8, nothing").order(agent.with(["codigo_retencion": "8"])).sends(
            #""retention":{"code":8,"amount":0.00}"#),
        no("4.3", "no code").order(agent.with(["codigo_retencion": ""])).finds("MissingRetentionCode"),
        no("4.3", "a code that isn't one").order(agent.with(["codigo_retencion": "5"])).finds("PB-TOT-02"),
        no("4.3", "a code, but no agent").with(["codigo_retencion": "2"]).finds("PB-TOT-03").withholds("retention")
            .holds { $0.retention == nil },
        no("4.3", "neither yes nor no").with(["invoice_retention": "quizás"]).finds("PB-TOT-04"),
        edge("4.3", "02 is 2").order(agent.with(["codigo_retencion": "02"])).sends(#""retention":{"code":2,"amount":3.50}"#),
        edge("4.3", "half a cent goes up").order(agent).line(["unit_price": "0.14"]).sends(
            #""retention":{"code":4,"amount":0.01}"#),
        edge("4.3", "demoted, the block is left out").demoted("MissingRetentionCode").order(agent.with(["codigo_retencion": ""]))
            .finds("MissingRetentionCode").withholds("retention").sends(#""amount":107.00"#),

        yes("4.4", "method 01, time 1, the grand total")
            .sends(#""totals":{"paymentTime":1,"paymentMethods":[{"type":"01","amount":107.00}]}"#),
        no("4.4", "nothing is written where the total isn't known").line(["quantity": "x"]).finds("PB-CELL-01"),
        edge("4.4", "the retention isn't taken off").order(agent)
            .sends(#""paymentMethods":[{"type":"01","amount":107.00}],"retention":{"code":4,"amount":3.50}"#),

        yes("4.5", "operation 1, issue type 01, nature 01")
            .sends(#""issueType":"01""#, #""nature":"01","operationType":1"#),
        yes("4.5", "the order's nature and notes").with(["nature": "11", "notes": "Línea \"1\"\n2"])
            .sends(#""nature":"11""#, #","information":"Línea \"1\"\n2"}"#),
        yes("4.5", "line_no orders the lines").lines(
            Orders.chair.with(["line_no": "10", "item_number": "B"]), Orders.chair.with(["line_no": "2", "item_number": "A"])
        ).sends(#"{"number":"0001","description":"A - Silla""#, #"{"number":"0002","description":"B - Silla""#),
        no("4.5", "a nature that isn't one").with(["nature": "15"]).finds("PB-DOC-14"),
        no("4.5", "a line_no that isn't one").line(["line_no": "1.5"]).finds("PB-LIN-20"),
        no("4.5", "a line_no twice").lines(Orders.chair.with(["line_no": "1"]), Orders.chair.with(["line_no": "1"])).finds(
            "PB-LIN-21"),
        no("4.5", "notes of 5001 characters").with(["notes": String(repeating: "ñ", count: 5001)]).finds("PB-DOC-23"),
        edge("4.5", "notes of 5000 characters").with(["notes": String(repeating: "ñ", count: 5000)]),
        edge("4.5", "without line_no the input's order").lines(
            Orders.chair.with(["item_number": "B"]), Orders.chair.with(["item_number": "A"])
        )
        .sends(#"{"number":"0001","description":"B - Silla""#),
    ]
}
