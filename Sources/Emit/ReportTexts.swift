internal import Fiscal

/// The words of the report, in both languages beside each other.
enum ReportTexts {
    static let title = Wording(es: "Informe de la corrida", en: "Run report")
    static let sandbox = Wording(es: "Ambiente de pruebas: sin valor fiscal", en: "Sandbox: no fiscal value")
    static let nextStep = Wording(es: "Lo que sigue", en: "What to do next")
    static let nothingNext = Wording(es: "Nada. Hasta la próxima corrida.", en: "Nothing. Until the next run.")
    static let stopped = Wording(es: "Empresas cuya cola se detuvo", en: "Companies whose queue stopped")

    // Columns
    static let state = Wording(es: "Estado", en: "State")
    static let documents = Wording(es: "Documentos", en: "Documents")
    static let amount = Wording(es: "Total B/.", en: "Total B/.")
    static let itbms = Wording(es: "ITBMS B/.", en: "ITBMS B/.")
    static let retention = Wording(es: "Retención B/.", en: "Retention B/.")
    static let net = Wording(es: "Neto B/.", en: "Net B/.")
    static let rate = Wording(es: "Tasa", en: "Rate")
    static let company = Wording(es: "Empresa", en: "Company")
    static let kind = Wording(es: "Clase", en: "Kind")
    static let order = Wording(es: "Orden", en: "Order")
    static let file = Wording(es: "Archivo", en: "File")
    static let outcome = Wording(es: "Resultado", en: "Outcome")
    static let missing = Wording(es: "Le falta", en: "Missing")
    static let numeration = Wording(es: "Numeración", en: "Numeration")
    static let expectedCufe = Wording(es: "CUFE esperado", en: "Expected CUFE")
    static let attemptedAt = Wording(es: "Enviado", en: "Sent")
    static let pdf = Wording(es: "PDF", en: "PDF")
    static let total = Wording(es: "Suma", en: "Sum")

    // Totals
    static let totals = Wording(es: "Totales", en: "Totals")
    static let composition = Wording(es: "Cómo quedaron los documentos", en: "Where the documents stand")
    static let byState = Wording(es: "Por estado", en: "By state")
    static let byCompany = Wording(es: "Por empresa y clase", en: "By company and kind")
    static let byRate = Wording(es: "Por tasa de ITBMS", en: "By ITBMS rate")
    static let byRateNote = Wording(
        es:
            "Documentos emitidos o por emitir: sin rechazados, duplicados, proformas, importados ni anulados. Las notas de crédito restan. Transporte y seguro no van en el neto.",
        en:
            "Documents issued or to be issued: without refused, duplicate, pro forma, imported or voided ones. Credit notes count negative. Transport and insurance aren't in the net."
    )
    static let noCompany = Wording(es: "(sin empresa)", en: "(no company)")
    static let noDocuments = Wording(es: "Esta corrida no trabajó ningún documento.", en: "This run worked on no document.")

    // Files
    static let files = Wording(es: "Archivos", en: "Files")
    static let filesCaption = Wording(es: "Lo que entró y qué fue de ello", en: "What came in and what became of it")
    static let noFiles = Wording(es: "No entró ningún archivo.", en: "No file came in.")
    static let webhooks = Wording(
        es: "Además, avisos del PAC (webhooks) que se leyeron: {count}.", en: "And webhooks of the PAC that were read: {count}.")
    static let duplicateOf = Wording(es: "mismo contenido que {name}", en: "same content as {name}")

    // Submissions
    static let submissions = Wording(es: "Envíos al PAC", en: "Submissions to the PAC")
    static let chartTitle = Wording(
        es: "{total} envíos en {span}, en tramos de {bin}", en: "{total} submissions in {span}, in bins of {bin}")
    static let limit = Wording(es: "límite {limit}", en: "limit {limit}")
    static let perBin = Wording(es: "envíos por {bin}", en: "submissions per {bin}")
    static let utilisation = Wording(
        es: "Mayor tramo: {peak}. Límite configurado: {limit} por segundo ({limitBin} por tramo).",
        en: "Busiest bin: {peak}. Configured limit: {limit} per second ({limitBin} per bin).")
    static let noSubmissions = Wording(es: "Esta corrida no envió nada al PAC.", en: "This run submitted nothing to the PAC.")
    static let requests = Wording(es: "Llamadas", en: "Calls")
    static let retries = Wording(es: "Reintentos seguros", en: "Safe retries")
    static let throttles = Wording(es: "Frenos del PAC (429)", en: "Throttled (429)")
    static let longestWait = Wording(es: "Espera más larga", en: "Longest wait")

    // Faults
    static let faults = Wording(es: "Lo que hay que corregir, y avisos", en: "What to correct, and notices")
    static let noFaults = Wording(es: "Sin errores ni avisos.", en: "No errors and no notices.")
    static let times = Wording(es: "{count} veces", en: "{count} times")
    static let once = Wording(es: "1 vez", en: "once")
    static let moreGroups = Wording(es: "Y {count} clases más, en los resultados.", en: "And {count} more kinds, in the results.")
    static let firstOnes = Wording(es: "Los primeros {shown} de {count}", en: "The first {shown} of {count}")
    static let rule = Wording(es: "Regla", en: "Rule")

    // In doubt
    static let inDoubt = Wording(es: "En duda", en: "In doubt")
    static let inDoubtNote = Wording(
        es:
            "Se envió y no hubo respuesta que valga. Búsquelos en el portal del PAC por cualquiera de estas claves; nunca se reenvían a ciegas.",
        en:
            "They were sent and no usable answer came. Look them up in the PAC's portal by any of these keys; they are never sent again blindly."
    )
    static let inDoubtCaption = Wording(es: "Con qué buscarlos", en: "What to look them up by")
    static let searchKeys = Wording(es: "Claves de búsqueda", en: "Search keys")
    static let noneInDoubt = Wording(es: "Ningún documento está en duda.", en: "No document is in doubt.")

    // Validity
    static let validity = Wording(es: "Validez fiscal", en: "Fiscal validity")
    static let validityNote = Wording(
        es: "Válido = número del PAC, CUFE, autorización de la DGI, código QR, envío y respuesta guardados, y PDF.",
        en: "Valid = PAC document id, CUFE, DGI authorization, QR code, request and answer stored, and PDF.")
    static let validCount = Wording(
        es: "{valid} de {all} documentos son fiscalmente válidos, por B/.\u{A0}{total}.",
        en: "{valid} of {all} documents are fiscally valid, for B/.\u{A0}{total}.")
    static let missingCaption = Wording(es: "A cuántos les falta qué", en: "How many lack what")
    static let incompleteCaption = Wording(es: "Los que aún no son válidos", en: "Those that aren't valid yet")
    static let noneToValidate = Wording(
        es: "Ningún documento que deba llegar a ser válido.", en: "No document that is to become valid.")

    // PDFs
    static let pdfs = Wording(es: "PDF archivados", en: "PDFs filed")
    static let pdfsCaption = Wording(
        es: "En outbox/, cada uno con el nombre de su CUFE", en: "In outbox/, each named by its CUFE")
    static let noPDFs = Wording(es: "Ningún PDF todavía.", en: "No PDF yet.")

    // Footer
    static let run = Wording(es: "Corrida", en: "Run")
    static let from = Wording(es: "Inicio", en: "Started")
    static let duration = Wording(es: "Duración", en: "Duration")
    static let version = Wording(es: "Versión", en: "Version")
    static let configuration = Wording(es: "Configuración", en: "Configuration")
    static let chain = Wording(es: "Cadena de eventos", en: "Event chain")
    static let exitCode = Wording(es: "Código de salida", en: "Exit code")
    static let evidence = Wording(
        es: "El manifiesto manifests/run-{run}.json lleva las mismas cifras con las huellas de cada archivo.",
        en: "The manifest manifests/run-{run}.json holds the same figures with the hash of every file.")

    static func months(_ language: Language) -> [String] {
        switch language {
        case .es: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
        case .en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        }
    }
}

/// Writes moments, durations and texts for readers of a language.
struct Reader {
    let language: Language

    /// A text of the report with its placeholders filled.
    func callAsFunction(_ wording: Wording, _ facts: KeyValuePairs<String, String> = [:]) -> String {
        facts.reduce(wording[language]) { $0.replacing("{" + $1.key + "}", with: $1.value) }
    }

    /// `21 nov 2026, 02:00`.
    func moment(_ time: FiscalTime) -> String {
        let civil = time.civil
        return String(civil.day) + " " + ReportTexts.months(language)[civil.month - 1] + " " + String(civil.year) + ", "
            + clock(time)
    }

    /// `21 nov 2026, 02:00:07`.
    func exactMoment(_ time: FiscalTime) -> String { moment(time) + ":" + Self.twoDigits(time.civil.second) }

    /// `02:00`.
    func clock(_ time: FiscalTime) -> String { Self.twoDigits(time.civil.hour) + ":" + Self.twoDigits(time.civil.minute) }

    /// `02:00:07`.
    func exactClock(_ time: FiscalTime) -> String { clock(time) + ":" + Self.twoDigits(time.civil.second) }

    /// `1 h 05 min`, `12 min 30 s`, `7 s`.
    func duration(seconds: Int) -> String {
        switch seconds {
        case ..<60: String(max(seconds, 0)) + " s"
        case ..<3600: seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
        default: seconds % 3600 < 60 ? "\(seconds / 3600) h" : "\(seconds / 3600) h " + Self.twoDigits(seconds / 60 % 60) + " min"
        }
    }

    /// Thousandths as a number with as many decimals as it needs: `2`, `0.5`.
    func thousandths(_ value: Int) -> String {
        var text = String(value / 1000)
        var rest = String(1000 + value % 1000).dropFirst()
        while rest.hasSuffix("0") { rest = rest.dropLast() }
        if !rest.isEmpty { text += "." + rest }
        return text
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0" + String(number) : String(number) }
}
