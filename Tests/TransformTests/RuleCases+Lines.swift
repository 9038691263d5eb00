import Fiscal
import Transform

extension RuleCases {
    private static let flagged = Orders.beta

    private static func long(_ count: Int) -> String { String(repeating: "ñ", count: count) }

    /// Rulebook 3: lines.
    static let lines: [RuleCase] = [
        yes("3.1", "7 %").line(["tax_rate": "7"]).sends(#""itbms":{"rate":"01"}"#).holds { $0.itbms == Amount(cents: 700) },
        yes("3.1", "10 %").line(["tax_rate": "10"]).sends(#""itbms":{"rate":"02"}"#),
        yes("3.1", "15 %").line(["tax_rate": "15"]).sends(#""itbms":{"rate":"03"}"#),
        no("3.1", "8 %").line(["tax_rate": "8"]).finds("PB-LIN-08").holds { $0.faults[0].hint(in: .es).contains("«7»") },
        no("3.1", "a fraction").line(["tax_rate": "0.07"]).finds("PB-LIN-08").holds { $0.faults[0].facts["nearest"] == "7" },
        no("3.1", "a word").line(["tax_rate": "EXENTO"]).finds("PB-CELL-01"),
        edge("3.1", "compared as a number").line(["tax_rate": "07.000"]).sends(#""itbms":{"rate":"01"}"#),
        edge("3.1", "0 %").line(["tax_rate": "-0"]).sends(#""itbms":{"rate":"00"}"#),
        edge("3.1", "demoted, so does a number that is out of all range").demoted("PB-LIN-08")
            .line(["tax_rate": "99999999999999999999"]).finds("PB-LIN-08").sends(#""itbms":{"rate":"00"}"#),
        edge("3.1", "demoted, any other goes out exempt").demoted("PB-LIN-08").line(["tax_rate": "7.000001"]).finds("PB-LIN-08")
            .sends(#""itbms":{"rate":"00"}"#, #""amount":100.00"#),

        yes("3.2", "the government with code and unit").order(Orders.government).lines(Orders.paper)
            .sends(#""cpbs":{"code":"1411","unit":"und"}"#),
        yes("3.2", "others when given").lines(Orders.paper.with(["cpbs_unit": "kg"])).sends(
            #""cpbs":{"code":"1411","unit":"kg"}"#),
        yes("3.2", "others without").withholds("cpbs"),
        no("3.2", "the government without a code").order(Orders.government).lines(Orders.paper, Orders.chair).finds("AP3063")
            .holds { $0.faults[0].field == "lines[1].cpbs_code" },
        no("3.2", "the government without a unit").order(Orders.government).lines(Orders.paper.with(["cpbs_unit": ""])).finds(
            "AP3063"
        )
        .holds { $0.faults[0].field == "lines[0].cpbs_unit" },
        no("3.2", "three digits").lines(Orders.paper.with(["cpbs_code": "141"])).finds("PB-LIN-10"),
        no("3.2", "not in the catalogue").lines(Orders.paper.with(["cpbs_code": "9999"])).finds("PB-LIN-11")
            .sends(#""cpbs":{"code":"9999""#),
        no("3.2", "a unit alone").line(["cpbs_unit": "kg"]).finds("PB-LIN-12").withholds("cpbs"),
        edge("3.2", "elsewhere the unit defaults to the line's").lines(Orders.paper.with(["unit": "kg", "cpbs_unit": ""]))
            .sends(#""cpbs":{"code":"1411","unit":"kg"}"#),
        edge("3.2", "demoted, a malformed code still lacks for the government").demoted("PB-LIN-10")
            .order(Orders.government).lines(Orders.paper.with(["cpbs_code": "141"])).finds("PB-LIN-10", "AP3063"),

        yes("3.3", "a discount per unit").line(["quantity": "3", "unit_price": "10.3333", "discount_rate": "0.125"])
            .sends(#""prices":{"transfer":10.3333,"discount":1.2917}"#, #""amount":29.02"#),
        yes("3.3", "transport and insurance of the line").line(["transport": "5", "insurance": "0.5"])
            .sends(#""prices":{"transfer":100.00,"discount":0.00,"transport":5.00,"insurance":0.50}"#, #""amount":112.50"#),
        no("3.3", "10 for 10 %").line(["discount_rate": "10"]).finds("PB-LIN-09")
            .holds { $0.faults[0].hint(in: .es).contains("0.10") && $0.faults[0].facts["nearest"] == "0.10" },
        no("3.3", "a negative rate").line(["discount_rate": "-0.1"]).finds("PB-LIN-09"),
        no("3.3", "a rate of 7 decimals").line(["discount_rate": "0.3333333"]).finds("PB-LIN-22"),
        no("3.3", "transport with 3 decimals").line(["transport": "1.005"]).finds("PB-LIN-14"),
        no("3.3", "a negative insurance").line(["insurance": "-1"]).finds("PB-LIN-14"),
        edge("3.3", "all of the price").line(["discount_rate": "1"]).sends(#""discount":100.00"#, #""amount":0.00"#),
        edge("3.3", "rounding never exceeds the price").line(["unit_price": "0.00005", "discount_rate": "1"])
            .sends(#""prices":{"transfer":0.00005,"discount":0.00005}"#),
        edge("3.3", "half up at the fifth decimal").line(["unit_price": "1.0001", "discount_rate": "0.5"]).sends(
            #""discount":0.5001"#),
        edge("3.3", "0 is absent").line(["transport": "0.00", "insurance": "0"]).withholds("transport", "insurance"),
        edge("3.3", "demoted, the discount stops at the price").demoted("PB-LIN-09").line(["discount_rate": "10"]).finds(
            "PB-LIN-09"
        )
        .sends(#""discount":100.00"#),

        yes("3.4", "number and description").sends(#""description":"SKU-1 - Silla","code":"SKU-1""#),
        yes("3.4", "no item: item_ad_hoc").line(["item_number": "", "description": "", "item_ad_hoc": "Flete"])
            .sends(#""description":"Flete","unit""#),
        yes("3.4", "no item: note").line(["item_number": "", "description": "", "note": "Nota"]).sends(#""description":"Nota""#),
        yes("3.4", "the client's number leads").company(flagged).line(["client_item_number": "CL9"])
            .sends(#""description":"CL9 - Silla","code":"SKU-1""#),
        yes("3.4", "the note verbatim").company(flagged).line(["client_item_number": "CL9", "note": "Tal cual"])
            .sends(#""description":"Tal cual","code":"SKU-1""#),
        no("3.4", "nothing").line(["item_number": "", "description": ""]).finds("PB-LIN-15").sends(
            #""description":"No description""#),
        edge("3.4", "a description alone").line(["item_number": ""]).sends(#""description":"Silla","unit""#),
        edge("3.4", "a number alone").line(["description": ""]).sends(#""description":"SKU-1","code":"SKU-1""#),
        edge("3.4", "the flag without its numbers changes nothing").company(flagged).sends(#""description":"SKU-1 - Silla""#),
        edge("3.4", "without the flag the client's number is nothing").line(["client_item_number": "CL9", "note": "n"])
            .sends(#""description":"SKU-1 - Silla""#),

        yes("3.5", "6 decimals").line(["quantity": "0.000001", "unit_price": "999999999.999999", "tax_rate": "0"])
            .finds("PB-LIN-19").sends(#""quantity":0.000001"#, #""transfer":999999999.999999"#, #""amount":1000.00"#),
        no("3.5", "no lines").lines().finds("PB-LIN-01"),
        no("3.5", "required cells").lines(["item_number": "A1"]).finds("PB-LIN-03", "PB-LIN-03", "PB-LIN-03"),
        no("3.5", "a quantity that is a word").line(["quantity": "dos"]).finds("PB-CELL-01"),
        no("3.5", "a quantity of 0").line(["quantity": "0"]).finds("PB-LIN-04"),
        no("3.5", "a negative price").line(["unit_price": "-1"]).finds("PB-LIN-06"),
        no("3.5", "a unit that isn't one").line(["unit": "UND"]).finds("PB-LIN-13").holds {
            $0.faults[0].facts["nearest"] == "und"
        },
        edge("3.5", "10 digits of quantity").line(["quantity": "1000000000"]).finds("PB-LIN-05"),
        edge("3.5", "9 digits of quantity").line(["quantity": "999999999", "unit_price": "0.5", "tax_rate": "0"])
            .finds("PB-TOT-06").sends(#""quantity":999999999,"#),
        edge("3.5", "7 decimals of quantity").line(["quantity": "1.0000001"]).finds("PB-LIN-05"),
        edge("3.5", "10 digits of price").line(["unit_price": "1000000000"]).finds("PB-LIN-07"),
        edge("3.5", "a line's amount over 9 digits").line(["quantity": "10", "unit_price": "100000", "tax_rate": "0"])
            .finds().sends(#""amount":1000000.00"#),
        edge("3.5", "10 digits of a line").line(["quantity": "10000", "unit_price": "100000", "tax_rate": "0"]).finds(
            "PB-LIN-18"),
        edge("3.5", "a description of 500").line(["item_number": "", "description": long(500)]),
        edge("3.5", "a description of 501").line(["item_number": "", "description": long(501)]).finds("PB-LIN-16"),
        edge("3.5", "a description of 1").line(["item_number": "", "description": "ñ"]).finds("PB-LIN-16"),
        edge("3.5", "a code of 20").line(["item_number": long(20)]),
        edge("3.5", "a code of 21").line(["item_number": long(21)]).finds("PB-LIN-17"),
        edge("3.5", "a price of exactly 100,000").line(["unit_price": "100000", "tax_rate": "0"]),
        edge("3.5", "a price just over 100,000").line(["unit_price": "100000.01", "tax_rate": "0"]).finds("PB-LIN-19"),
    ]
}
