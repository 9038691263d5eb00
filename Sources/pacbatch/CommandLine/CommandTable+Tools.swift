import Catalogues
import Fiscal

// Tools that need no workspace.
extension CommandTable {
    static let toolRows: [CommandRow] = [explain, ruc, cufe, catalog, profileInit, completions, manual, version]

    private static let explain = CommandRow(
        "explain",
        summary: Wording(
            es: "qué significa un código o un estado, con ejemplo y remedio",
            en: "what a code or a state means, with example and remedy"),
        details: Wording(
            es: "CÓDIGO es el de una falla (PB-LIN-08), uno de salida (4), un estado (in_doubt) o uno de la DGI (1601).",
            en: "CODE is a fault's (PB-LIN-08), an exit code (4), a state (in_doubt) or the DGI's (1601)."),
        operands: [OperandRow(Wording(es: "CÓDIGO", en: "CODE"), .one)], usesWorkspace: false,
        examples: ["pacbatch explain PB-LIN-08", "pacbatch explain 4", "pacbatch explain in_doubt"]
    ) { arguments throws(UsageError) in .explain(word: try arguments.operand(0, named: "CODE")) }

    private static let ruc = CommandRow(
        "ruc",
        summary: Wording(es: "dígito verificador y partes de un RUC", en: "check digits and parts of a RUC"),
        details: Wording(
            es:
                "Con varios RUC, o sin ninguno y una lista en la entrada estándar (RUC y DV separados por tabulador, «;» o coma), una tabla.",
            en:
                "With several RUCs, or with none and a list on standard input (RUC and DV separated by tab, “;” or comma), a table."
        ),
        operands: [OperandRow(Wording(es: "RUC", en: "RUC"), .any)], options: [.type, .dv], usesWorkspace: false,
        examples: ["pacbatch ruc 155704849-2-2021 --type 2", "pacbatch ruc 8-442-445 --dv 53"]
    ) { arguments throws(UsageError) in .tool(.ruc, words: arguments.words([.type, .dv])) }

    private static let cufe = CommandRow(
        "cufe",
        summary: Wording(es: "partes y dígito verificador de un CUFE", en: "parts and check digit of a CUFE"),
        details: Wording(
            es: "Acepta el CUFE o la dirección de su QR, varios, o una lista en la entrada estándar. Con --ruc calcula uno.",
            en: "Takes the CUFE or the address of its QR, several, or a list on standard input. With --ruc it computes one."),
        operands: [OperandRow(Wording(es: "CUFE", en: "CUFE"), .any)], options: cufeOptions, usesWorkspace: false,
        examples: [
            "pacbatch cufe FE0120000155704849-2-2021-3200002026112000000123450010124839201754",
            "pacbatch cufe --ruc 155704849-2-2021 --date 2026-11-20 --number 12345 --security 483920175 --environment sandbox",
        ]
    ) { arguments throws(UsageError) in .tool(.cufe, words: arguments.words(cufeOptions)) }

    private static let cufeOptions: [OptionRow] = [
        .issuer, .issuerType, .dv, .documentType, .branch, .date, .number, .billingPoint, .issueType, .environment, .security,
    ]

    private static let catalog = CommandRow(
        "catalog",
        summary: Wording(es: "busca en las listas de la DGI", en: "search the DGI's lists"),
        details: Wording(
            es: """
                Sin LISTA, las listas que hay y su origen; con palabras, lo que las tiene en su código o descripción. \
                `catalog refresh` pide al PAC la lista CPBS, que vale 24 horas junto a la incorporada.
                """,
            en: """
                Without LIST, the lists that there are and their origin; with words, what has them in its code or description. \
                `catalog refresh` asks the PAC for the CPBS list, which counts for 24 hours beside the built-in one.
                """),
        operands: [
            OperandRow(Wording(es: "LISTA", en: "LIST"), .optional, .words(["refresh"] + catalogueNames)),
            OperandRow(Wording(es: "PALABRA", en: "WORD"), .any),
        ],
        options: [.limit],
        examples: ["pacbatch catalog", "pacbatch catalog locations panama", "pacbatch catalog refresh"]
    ) { arguments throws(UsageError) in .tool(.catalog, words: arguments.words([.limit])) }

    /// Written out, since asking the lists would index all of them at every start; a test compares.
    static let catalogueNames = ["locations", "units", "cpbs-segments", "cpbs", "countries", "currencies", "incoterms"]

    private static let profileInit = CommandRow(
        "profile", "init",
        summary: Wording(
            es: "propone un perfil de columnas para un archivo de muestra", en: "propose a column profile for a sample file"),
        details: Wording(
            es:
                "Compara los nombres y las celdas con las columnas conocidas, dice qué tan segura es cada una y escribe el perfil listo para pegar.",
            en:
                "Compares names and cells with the known columns, says how sure each is, and prints the profile ready to paste."),
        operands: [OperandRow(Wording(es: "ARCHIVO", en: "FILE"), .one, .file)], usesWorkspace: false,
        examples: ["pacbatch profile init sample.csv"]
    ) { arguments throws(UsageError) in .profileInit(sample: try arguments.operand(0, named: "FILE")) }

    private static let completions = CommandRow(
        "completions",
        summary: Wording(es: "completado de órdenes para su shell", en: "command completion for your shell"),
        operands: [OperandRow(Wording(es: "bash|zsh|fish", en: "bash|zsh|fish"), .one, .words(Shell.allCases.map(\.rawValue)))],
        printsData: false, usesWorkspace: false,
        examples: [
            "pacbatch completions bash > /etc/bash_completion.d/pacbatch",
            "pacbatch completions fish > ~/.config/fish/completions/pacbatch.fish",
        ]
    ) { arguments throws(UsageError) in
        let name = try arguments.operand(0, named: "SHELL")
        let names = Shell.allCases.map(\.rawValue)
        guard let shell = Shell(rawValue: name) else {
            throw .badOperand(name: "SHELL", value: name, expected: .words(names, nearest: nearest(to: name, among: names)))
        }
        return .completions(shell)
    }

    private static let manual = CommandRow(
        "manual",
        summary: Wording(es: "la página de manual", en: "the manual page"),
        printsData: false, usesWorkspace: false,
        examples: ["pacbatch manual > pacbatch.1"]
    ) { _ throws(UsageError) in .manual }

    private static let version = CommandRow(
        "version",
        summary: Wording(
            es: "la versión del programa y de sus bibliotecas", en: "the version of the program and of its libraries"),
        usesWorkspace: false,
        examples: ["pacbatch version --json"]
    ) { _ throws(UsageError) in .version }
}
