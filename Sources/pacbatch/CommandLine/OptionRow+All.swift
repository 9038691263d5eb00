import Fiscal

// Options that every command has.
extension OptionRow {
    static let workspace = OptionRow(
        "workspace", value: Wording(es: "CARPETA", en: "DIR"), .directory,
        es: "carpeta de trabajo (por omisión $PACBATCH_WORKSPACE o la carpeta actual)",
        en: "workspace folder (default $PACBATCH_WORKSPACE, else the current folder)")
    static let log = OptionRow(
        "log", value: Wording(es: "ARCHIVO", en: "FILE"), .file,
        es: "agrega a ARCHIVO un registro en JSON Lines, sin secretos y con los datos personales ocultos",
        en: "append a JSON Lines log to FILE, without secrets and with personal data masked")
    static let json = OptionRow("json", es: "escribe los datos en JSON", en: "print the data as JSON")
    static let lang = OptionRow(
        "lang", value: Wording(es: "es|en", en: "es|en"), .words(["es", "en"]),
        es: "idioma de los mensajes (por omisión el de LC_ALL, LC_MESSAGES o LANG)",
        en: "language of the messages (default from LC_ALL, LC_MESSAGES or LANG)")
    static let quiet = OptionRow("quiet", es: "solo errores en los mensajes", en: "no messages but errors")
    static let noColor = OptionRow("no-color", es: "sin colores", en: "no colours")
    static let help = OptionRow("help", es: "muestra esta ayuda", en: "show this help")

    static let everywhere: [OptionRow] = [lang, quiet, noColor, help]

    /// What may stand before the command.
    static let global: [OptionRow] = [workspace, log, json] + everywhere
}

// Options of single commands.
extension OptionRow {
    private static let file = Wording(es: "ARCHIVO", en: "FILE")
    private static let text = Wording(es: "TEXTO", en: "TEXT")
    private static let since = Wording(es: "FECHA|DURACIÓN", en: "DATE|DURATION")

    static let out = OptionRow(
        "out", value: file, .file, es: "guarda el plan en ARCHIVO, para run --plan", en: "save the plan to FILE, for run --plan")
    static let outFolder = OptionRow(
        "out", value: Wording(es: "CARPETA", en: "DIR"), .directory,
        es: "la carpeta que se hace (por omisión evidence-CUFE)", en: "the folder that is made (default evidence-CUFE)")
    static let cufe = OptionRow(
        "cufe", value: Wording(es: "CUFE", en: "CUFE"), es: "el documento de este CUFE", en: "the document of this CUFE")
    static let offline = OptionRow(
        "offline", es: "no llama al PAC, tampoco para verificar RUC", en: "no call to the PAC, not even to verify a RUC")
    static let plan = OptionRow(
        "plan", value: file, .file, es: "hace exactamente ese plan, o dice qué cambió y no hace nada",
        en: "do exactly that plan, or say what changed and do nothing")
    static let wait = OptionRow(
        "wait", value: Wording(es: "DURACIÓN", en: "DURATION"),
        es: "cuánto esperar a la DGI y a los PDF (por omisión 5m; 0s pregunta una vez)",
        en: "how long to wait for the DGI and the PDFs (default 5m; 0s asks once)")
    static let until = OptionRow(
        "until", value: Wording(es: "HH:MM", en: "HH:MM"),
        es: "desde esa hora de Panamá no envía documentos nuevos", en: "send no new document from that time in Panama on")
    static let maxDocuments = OptionRow(
        "max-documents", value: Wording(es: "N", en: "N"), es: "envía como máximo N documentos", en: "send at most N documents")
    static let maxAmount = OptionRow(
        "max-amount", value: Wording(es: "MONTO", en: "AMOUNT"), es: "envía como máximo MONTO balboas en total",
        en: "send at most AMOUNT balboas in total")
    static let maxRejects = OptionRow(
        "max-rejects", value: Wording(es: "N|N%", en: "N|N%"),
        es: "no envía nada si más de N documentos nuevos (o N%) son inválidos",
        en: "send nothing when more than N new documents (or N%) are invalid")
    static let state = OptionRow(
        "state", value: Wording(es: "ESTADO", en: "STATE"), .words(DocumentState.allCases.map(\.rawValue)),
        es: "solo los documentos en ese estado", en: "only documents in that state")
    static let code = OptionRow(
        "code", value: Wording(es: "CÓDIGO", en: "CODE"), es: "solo los que tienen ese código de falla",
        en: "only those with that fault code")
    static let sinceChange = OptionRow(
        "since", value: since, es: "solo desde esa fecha, o desde hace ese tiempo",
        en: "only from that date on, or from so long ago")
    static let sinceIssue = OptionRow(
        "since", value: since, es: "leer el listado del PAC solo hasta los documentos de esa fecha",
        en: "read the PAC's list only down to documents of that date")
    static let company = OptionRow(
        "company", value: Wording(es: "EMPRESA", en: "COMPANY"), es: "solo esa empresa (su id)", en: "only that company (its id)")
    static let documentID = OptionRow(
        "document-id", value: Wording(es: "ID", en: "ID"), es: "el PAC lo recibió: su id de documento en el PAC",
        en: "the PAC received it: its document id at the PAC")
    static let notReceived = OptionRow(
        "not-received", es: "el PAC no lo recibió: se puede enviar de nuevo",
        en: "the PAC did not receive it: it may be sent again")
    static let evidence = OptionRow(
        "evidence", value: text, es: "por qué está seguro; queda registrado", en: "why you are sure; kept on record")
    static let to = OptionRow(
        "to", value: Wording(es: "CORREO", en: "ADDRESS"), isRepeatable: true, es: "a quién; puede repetirse",
        en: "to whom; may be repeated")
    static let message = OptionRow(
        "message", value: text, es: "el texto del correo (por omisión, uno breve)", en: "the mail's text (default: a short one)")
    static let reason = OptionRow(
        "reason", value: text, es: "motivo de la anulación, de 15 a 1000 caracteres",
        en: "why it is voided, 15 to 1000 characters")
    static let repair = OptionRow(
        "repair", es: "trae otra vez los archivos que falten", en: "fetch again the files that are missing")
    static let run = OptionRow(
        "run", value: Wording(es: "ID", en: "ID"), es: "el informe de esa corrida (por omisión la última)",
        en: "the report of that run (default the last one)")
    static let period = OptionRow(
        "period", value: Wording(es: "AAAA-MM", en: "YYYY-MM"), es: "el resumen de ese mes para el cierre",
        en: "the summary of that month for the closing")
    static let type = OptionRow(
        "type", value: Wording(es: "1|2", en: "1|2"), .words(["1", "2"]), es: "tipo de RUC: 1 natural, 2 jurídico",
        en: "type of RUC: 1 natural, 2 juridical")
}

// Options of the offline tools.
extension OptionRow {
    private static let digits = Wording(es: "DÍGITOS", en: "DIGITS")

    static let dv = OptionRow(
        "dv", value: digits, es: "el DV que se quiere comprobar o usar", en: "the check digits to be checked or used")
    static let issuer = OptionRow(
        "ruc", value: Wording(es: "RUC", en: "RUC"), es: "calcula un CUFE de este emisor", en: "compute a CUFE of this issuer")
    static let issuerType = OptionRow(
        "ruc-type", value: Wording(es: "1|2", en: "1|2"), .words(["1", "2"]), es: "tipo de RUC del emisor",
        en: "type of the issuer's RUC")
    static let documentType = OptionRow(
        "document-type", value: Wording(es: "TIPO", en: "TYPE"), .words(DocumentType.allCases.map(\.rawValue)),
        es: "tipo de documento (por omisión 01)", en: "type of document (default 01)")
    static let branch = OptionRow(
        "branch", value: Wording(es: "CÓDIGO", en: "CODE"), es: "sucursal (por omisión 0000)", en: "branch (default 0000)")
    static let date = OptionRow(
        "date", value: Wording(es: "FECHA", en: "DATE"), es: "fecha de emisión", en: "date of issue")
    static let number = OptionRow("number", value: digits, es: "número del documento", en: "number of the document")
    static let billingPoint = OptionRow(
        "billing-point", value: digits, es: "punto de facturación (por omisión 001)", en: "billing point (default 001)")
    static let issueType = OptionRow(
        "issue-type", value: digits, es: "tipo de emisión (por omisión 01)", en: "type of issue (default 01)")
    static let environment = OptionRow(
        "environment", value: Wording(es: "AMBIENTE", en: "ENVIRONMENT"), .words(["production", "sandbox"]),
        es: "ambiente (por omisión production)", en: "environment (default production)")
    static let security = OptionRow(
        "security", value: digits, es: "código de seguridad, 9 dígitos", en: "security code, 9 digits")
    static let limit = OptionRow(
        "limit", value: Wording(es: "N", en: "N"), es: "muestra como máximo N", en: "show at most N")
}
