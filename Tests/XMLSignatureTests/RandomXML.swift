/// Random rFE documents that use everything a canonical form has to deal with. The same seed makes the same document.
struct RandomXML {
    private var state: UInt64
    private var text = ""
    private var budget = 60

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// A document with a Signature whose SignedInfo is arbitrary, and a gNoFirm, at random places among the children.
    mutating func document(wrapped: Bool) -> [UInt8] {
        text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- outside --><?outside too?>"
        let scopes = [
            "", " xmlns=\"urn:d\"", " xmlns=\"urn:d\" xmlns:p=\"urn:p\"", " xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" xmlns=\"\"",
        ]
        if wrapped { text += "<rContFe xmlns:outer=\"urn:outer\"><xFe>" }
        text += "<rFE" + pick(scopes) + attributes() + ">"
        for _ in 0..<below(4) { child(depth: 2) }
        text += "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"" + pick(["", " xmlns:s=\"urn:s\""]) + ">" + characters()
        text += "<SignedInfo" + pick(["", " xmlns:t=\"urn:t\"", " t:a=\"1\" b=\"2\" xmlns:t=\"urn:t\""]) + ">"
        text += "<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>"
        for _ in 0..<below(4) { child(depth: 3) }
        text += "</SignedInfo>" + characters() + "</Signature>"
        for _ in 0..<below(3) { child(depth: 2) }
        text += "<gNoFirm><dQRCode>" + characters() + "</dQRCode><x/></gNoFirm>" + characters() + "</rFE>"
        if wrapped { text += "</xFe></rContFe>" }
        text += "<!-- after -->\n"
        return Array(text.utf8)
    }

    private mutating func child(depth: Int) {
        text += characters()
        budget -= 1
        guard budget > 0, depth < 8 else { return }
        // A prefix is declared where it's used or, by chance, further up as well.
        let (prefix, declared) = pick([
            ("", ""), ("", ""), ("", " xmlns=\"urn:e\""), ("", " xmlns=\"\""), ("p:", " xmlns:p=\"urn:p\""),
            ("q:", " xmlns:q=\"urn:q2\""),
            ("p:", " xmlns:p=\"urn:other\" xmlns=\"urn:d\""),
        ])
        // Children of the rFE that are left out must be the only ones of their name.
        let name = prefix + pick(["a", "b", "gItem", "dVTot", "rFE2", "ñandú"] + (depth > 2 ? ["Signature", "gNoFirm"] : []))
        text += "<" + name + declared + attributes()
        if below(5) == 0 {
            text += "/>"
            return
        }
        text += ">" + characters()
        for _ in 0..<below(4) { child(depth: depth + 1) }
        text += "</" + name + pick(["", " ", "\n"]) + ">"
    }

    private mutating func attributes() -> String {
        guard below(3) == 0 else { return "" }
        let all = [
            " b=\"1\"", " a='x\"y'", " c=\"&lt;&amp;&gt;&quot;&#38;\"", " d=\"tab&#9;lf&#10;cr&#13;\"", " e=\" \t\n two \"",
            " xml:space=\"preserve\"", " z:a=\"1\" xmlns:z=\"urn:z\"", " y:a=\"é€\" xmlns:y=\"urn:a\"",
        ]
        return all.filter { _ in below(3) == 0 }.joined()
    }

    private mutating func characters() -> String {
        pick([
            "", "", "", "\n  ", "texto", "1 &lt; 2 &amp;&amp; 3 &gt; 2", "<![CDATA[<no> & ]]>", "a<!-- c -->b",
            "<?pi data here?>", "<?pi?>",
            "\r\nDOS\rMac", "&#13;&#10;&#9;", "ñ€𝄞 &#xE9;", "]]&gt;", "\t>\"'",
        ])
    }

    private mutating func pick<Element>(_ all: [Element]) -> Element { all[below(all.count)] }

    private mutating func below(_ count: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(count))
    }
}
