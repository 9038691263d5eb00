import Fiscal
import Transform

extension RuleCases {
    private static let hundred = String(repeating: "x", count: 100)

    /// Rulebook 2.6, 2.7: name, e-mails, telephones, address.
    static let party: [RuleCase] = [
        yes("2.6", "the ad-hoc name and e-mails replace the client's")
            .with([
                "adhoc_client_name": "Otro", "emails": "a@correo.example", "emails_ad_hoc": "b@correo.example;c@correo.example",
            ])
            .sends(#""name":"Otro""#, #""emails":["b@correo.example","c@correo.example"]"#).withholds("a@correo"),
        yes("2.6", "telephones alike").with(["telephones": "224-1234; 6448-6525"]).sends(
            #""telephones":["224-1234","6448-6525"]"#),
        no("2.6", "malformed ones are left out").with(["emails": "a@b;c@correo.example", "telephones": "+507 224-1234"])
            .finds("PB-RCV-20", "PB-RCV-17").sends(#""emails":["c@correo.example"]"#).withholds("telephones"),
        no("2.6", "no name where one is needed").with(["client_name": ""]).finds("PB-RCV-10"),
        no("2.6", "a name of one character").with(["client_name": "X"]).finds("PB-RCV-11"),
        edge("2.6", "the fourth e-mail").with(["emails": "a@aa.com;b@aa.com;c@aa.com;d@aa.com"]).finds("PB-RCV-19")
            .sends(#""emails":["a@aa.com","b@aa.com","c@aa.com"]"#),
        edge("2.6", "the fourth telephone").with(["telephones": "111-1111;222-2222;333-3333;444-4444"]).finds("PB-RCV-21")
            .sends(#""telephones":["111-1111","222-2222","333-3333"]"#),
        edge("2.6", "an e-mail of 50 characters").with(["emails": String(repeating: "a", count: 43) + "@aa.com"]).sends(
            "\"emails\""),
        edge("2.6", "an e-mail of 51 characters").with(["emails": String(repeating: "a", count: 44) + "@aa.com"]).finds(
            "PB-RCV-18"
        )
        .withholds("\"emails\""),
        edge("2.6", "a final consumer needs no name").order(Orders.consumer.with(["client_name": ""])).withholds("\"name\""),
        edge("2.6", "a name of 200 characters").with(["client_name": String(repeating: "ñ", count: 200)]),
        edge("2.6", "a name of 201 characters").with(["client_name": String(repeating: "ñ", count: 201)]).finds("PB-RCV-11"),

        yes("2.7", "padded to exactly 100").with(["address": "CALLE 1"]).sends(
            "\"address\":\"CALLE 1" + String(repeating: " ", count: 93) + "\""),
        yes("2.7", "unpadded by configuration").with(["address": "CALLE 1"]).unpadded().sends("\"address\":\"CALLE 1\""),
        no("2.7", "each default is told").order(["order_id": "SO-1", "client_name": "Ana"])
            .finds("PB-RCV-12", "PB-RCV-14", "PB-RCV-13")
            .sends(
                "\"address\":\"PANAMA, PANAMA" + String(repeating: " ", count: 86) + "\"", #""location":{"code":"8-8-1"}"#,
                #""country":"PA""#),
        no("2.7", "an unknown location is sent all the same").with(["location_code": "8-8-99"]).finds("PB-RCV-16")
            .sends(#""location":{"code":"8-8-99"}"#),
        no("2.7", "a country that isn't one").order(Orders.foreigner.with(["country": "XX"])).finds("PB-RCV-09"),
        no("2.7", "a foreign country's name of one letter").order(Orders.foreigner.with(["foreign_country": "U"])).finds(
            "PB-RCV-26"),
        edge("2.7", "100 characters").with(["address": hundred]).sends("\"address\":\"\(hundred)\""),
        edge("2.7", "101 characters are cut").with(["address": hundred + "y"]).finds("PB-RCV-15").sends(
            "\"address\":\"\(hundred)\""),
        edge("2.7", "only white space is nothing").with(["address": "\u{A0}\u{3000}"]).finds("PB-RCV-12").sends("PANAMA, PANAMA"),
        edge("2.7", "a foreigner has no default location").order(Orders.foreigner.with(["address": ""]))
            .finds("PB-RCV-12").withholds("\"location\""),
        edge("2.7", "codes in lower case").with(["country": "pa"]).sends(#""country":"PA""#),
    ]
}
