public import Fiscal

/// The first page of an evidence folder: what the document is, what was said between the parties, what happened, and the hash of every file.
/// One file without scripts and without an address outside the folder.
public struct EvidencePage: Sendable {
    /// A file of the folder.
    public struct File: Sendable {
        /// Path in the folder.
        public var path: String
        /// What it is, in the page's language.
        public var purpose: String
        /// SHA-256 of its bytes, hexadecimal.
        public var sha256: String

        /// Makes a file.
        public init(path: String, purpose: String, sha256: String) {
            self.path = path
            self.purpose = purpose
            self.sha256 = sha256
        }
    }

    /// A line of the event log.
    public struct Event: Sendable {
        /// When, in Panama.
        public var at: String
        /// What happened.
        public var kind: String
        /// Its facts, as JSON.
        public var detail: String
        /// The chain's hash, hexadecimal.
        public var hash: String

        /// Makes an event.
        public init(at: String, kind: String, detail: String, hash: String) {
            self.at = at
            self.kind = kind
            self.detail = detail
            self.hash = hash
        }
    }

    /// What the document is called.
    public var title: String
    /// Its facts, in order.
    public var facts: [(name: String, value: String)]
    /// The folder's files but for this page and the list of hashes.
    public var files: [File]
    /// Its events, oldest first.
    public var events: [Event]
    /// The page's language.
    public var language: Language

    /// Makes a page.
    public init(
        title: String, facts: [(name: String, value: String)], files: [File], events: [Event], language: Language
    ) {
        self.title = title
        self.facts = facts
        self.files = files
        self.events = events
        self.language = language
    }

    /// The page.
    public var bytes: [UInt8] {
        var html = HTML()
        html.raw("<!DOCTYPE html>\n")
        html.element("html", ["lang": language.rawValue]) { html in
            html.element("head") { html in
                html.raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                html.element("title", text: title)
                html.element("style") { $0.raw(Self.sheet) }
            }
            html.element("body") { html in
                html.element("main") { html in
                    html.element(
                        "p", ["class": "brand"], text: "pacbatch · " + say("evidencia de un documento", "evidence of a document"))
                    html.element("h1", text: title)
                    factList(&html)
                    fileTable(&html)
                    eventTable(&html)
                    html.element("p", ["class": "soft"]) { html in
                        html.text(
                            say(
                                "Compruebe los archivos con: sha256sum -c SHA256SUMS. El hash de cada suceso cubre al anterior.",
                                "Check the files with: sha256sum -c SHA256SUMS. Each event's hash covers the one before it."))
                    }
                }
            }
        }
        return html.bytes
    }

    private func say(_ es: String, _ en: String) -> String { language == .es ? es : en }

    private func factList(_ html: inout HTML) {
        html.element("dl") { html in
            for fact in facts {
                html.element("dt", text: fact.name)
                html.element("dd", text: fact.value)
            }
        }
    }

    private func fileTable(_ html: inout HTML) {
        html.element("h2", text: say("Archivos", "Files"))
        html.element("table") { html in
            for file in files {
                html.element("tr") { html in
                    html.element("td") { html in html.element("a", ["href": Self.link(file.path)], text: file.path) }
                    html.element("td", text: file.purpose)
                    html.element("td", ["class": "hash"], text: file.sha256)
                }
            }
        }
    }

    /// A path as a relative address: bytes that aren't plain are percent-encoded.
    private static func link(_ path: String) -> String {
        path.utf8.reduce(into: "") { link, byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2F
            if isPlain || byte == 0x2D || byte == 0x2E || byte == 0x5F {
                link.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                link += "%" + (hex.count < 2 ? "0" : "") + hex
            }
        }
    }

    private func eventTable(_ html: inout HTML) {
        html.element("h2", text: say("Sucesos", "Events"))
        html.element("table") { html in
            for event in events {
                html.element("tr") { html in
                    html.element("td", ["class": "when"], text: event.at)
                    html.element("td", text: event.kind)
                    html.element("td", ["class": "detail"], text: event.detail)
                    html.element("td", ["class": "hash"], text: event.hash)
                }
            }
        }
    }

    private static let sheet: StaticString = """
        :root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1b2326;--soft:#586468;--rule:#dedad0;--accent:#0b5d70}
        @media (prefers-color-scheme:dark){:root{--paper:#12171a;--ink:#e8e8e2;--soft:#9dabae;--rule:#2e383c;--accent:#6cc4d6}}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Liberation Sans",Arial,sans-serif}
        main{max-width:64rem;margin:0 auto;padding:2rem clamp(1rem,4vw,2.5rem) 4rem}
        .brand{font-weight:700;border-bottom:2px solid var(--ink);padding-bottom:.6rem}.soft{color:var(--soft)}
        h1{font:600 clamp(1.6rem,5vw,2.4rem)/1.15 Georgia,"Liberation Serif",serif;overflow-wrap:anywhere}
        h2{font:600 1.3rem/1.25 Georgia,"Liberation Serif",serif;border-top:1px solid var(--rule);padding-top:1.1rem;margin-top:2rem}
        dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.3rem 1.4rem}dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}a{color:var(--accent)}
        table{border-collapse:collapse;width:100%;font-size:.92rem}td{vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--rule)}
        td{overflow-wrap:anywhere}td:first-child,.when{white-space:nowrap}.hash,.detail{font:.78rem/1.5 ui-monospace,"Liberation Mono",monospace}
        .hash{color:var(--soft);min-width:17rem;word-break:break-all}
        @media (max-width:44rem){table,tr,td{display:block;border:0;padding:.1rem 0}tr{border-bottom:1px solid var(--rule);padding:.5rem 0}}
        @media print{body{background:#fff;color:#000}a{color:inherit;text-decoration:none}}
        """
}
