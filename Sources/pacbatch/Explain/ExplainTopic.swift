import Catalogues
import Emit
import Fiscal

/// What a word after `explain` means.
enum ExplainTopic: Equatable {
    case fault(FaultCode)
    case exitCode(ExitCode)
    case state(DocumentState)
    /// A code of the DGI's or the PAC's, with the faults whose rule names it.
    case foreignCode(String, [FaultCode])

    /// Case, hyphens and the prefix don't count: `lin-8` is `PB-LIN-08`. The seed's names lead to ours (rulebook 9). Nil for anything else.
    init?(_ word: String) {
        let typed = Self.folded(word)
        guard !typed.isEmpty else { return nil }
        if let code = FaultCode.all.first(where: { Self.spellings(of: $0).contains(typed) }) {
            self = .fault(code)
        } else if let exit = Int32(word).flatMap(ExitCode.init(rawValue:)) {
            self = .exitCode(exit)
        } else if let state = DocumentState.allCases.first(where: { Self.folded($0.rawValue) == typed }) {
            self = .state(state)
        } else {
            let naming = FaultCode.all.filter { code in
                code.source.split { !$0.isLetter && !$0.isNumber }.contains { Self.folded(String($0)) == typed }
            }
            guard typed.count >= 4, typed.contains(where: \.isNumber), !naming.isEmpty else { return nil }
            self = .foreignCode(word, naming)
        }
    }

    /// The code, state or number that a mistyped word was probably meant to be.
    static func nearestWord(to word: String) -> String? {
        let names = FaultCode.all.map(\.code) + DocumentState.allCases.map(\.rawValue)
        let typed = word.uppercased()
        return nearest(to: typed, among: names) ?? nearest(to: "PB-" + typed, among: names)
    }

    private static func spellings(of code: FaultCode) -> [String] {
        let whole = folded(code.code)
        let short = whole.hasPrefix("pb") ? String(whole.dropFirst(2)) : whole
        let seeds = (code.seedName ?? "").split(separator: ";").map { folded(String($0)) }
        return [whole, short, short.replacingZero] + seeds.filter { !$0.isEmpty }
    }

    private static func folded(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}

extension String {
    /// `lin8` for `lin08`.
    fileprivate var replacingZero: String {
        guard let zero = lastIndex(of: "0"), index(after: zero) == index(before: endIndex) else { return self }
        return String(self[..<zero] + self[index(after: zero)...])
    }
}

extension ExitCode {
    /// What to do after the code: the same that docs/operating.md says.
    var advice: Wording {
        switch self {
        case .done: Wording(es: "Nada.", en: "Nothing.")
        case .internalError:
            Wording(
                es: "Lea el mensaje (disco lleno, error de lectura) y repita el mismo comando: lo que se envió está registrado.",
                en: "Read the message (disk full, I/O error) and repeat the same command: what was sent is recorded.")
        case .usage:
            Wording(
                es: "El mensaje dice qué corregir; pacbatch doctor revisa configuración y carpeta.",
                en: "The message says what to correct; pacbatch doctor checks configuration and workspace.")
        case .badData:
            Wording(
                es: "Entregue los .fix.csv de results/ a quien conoce los datos; corregidos, vuelven a inbox/.",
                en: "Give the .fix.csv files of results/ to whoever knows the data; corrected, they go back into inbox/.")
        case .inDoubt:
            Wording(
                es: "Búsquelos en el portal del PAC antes de hacer nada con ellos; nunca los emita otra vez sin saber.",
                en: "Look them up in the PAC's portal before anything is done with them; never issue them again without knowing.")
        case .unfinished:
            Wording(
                es: "Nada: la próxima corrida lo termina. Mire solo si sigue así por días.",
                en: "Nothing: the next run finishes it. Look only if it stays for days.")
        case .setUp:
            Wording(
                es: "Revise la clave y el alta de la empresa con pacbatch doctor; los documentos siguen en cola.",
                en: "Check the key and the company's set-up with pacbatch doctor; the documents stay queued.")
        case .locked:
            Wording(
                es: "Espere: el mensaje dice qué proceso y desde cuándo.",
                en: "Wait: the message says which process, and since when.")
        case .interrupted: Wording(es: "El mismo comando sigue donde quedó.", en: "The same command goes on where it stopped.")
        }
    }
}

extension DocumentState {
    /// What its user does about a state.
    var advice: Wording {
        switch self {
        case .complete, .proforma, .imported, .voided: Wording(es: "Nada.", en: "Nothing.")
        case .duplicate:
            Wording(
                es: "Nada: ya estaba, y no se envió otra vez. Si son ventas distintas, deles números distintos.",
                en: "Nothing: it was there already and wasn't sent again. Different sales need different numbers.")
        case .authorized:
            Wording(
                es: "Nada: la próxima corrida trae el PDF.", en: "Nothing: the next run fetches the PDF.")
        case .accepted:
            Wording(
                es: "Nada: la próxima corrida pregunta otra vez por la DGI.",
                en: "Nothing: the next run asks for the DGI's answer again.")
        case .queued: Wording(es: "Corra pacbatch run.", en: "Run pacbatch run.")
        case .waiting:
            Wording(
                es: "Nada: sale en cuanto su factura esté autorizada. pacbatch show dice cuál es.",
                en: "Nothing: it goes out once its invoice is authorized. pacbatch show says which one.")
        case .in_doubt:
            Wording(
                es:
                    "Búsquelo en el portal del PAC por numeración o CUFE esperado (pacbatch show). No lo emita otra vez sin saber.",
                en:
                    "Look it up in the PAC's portal by numeration or expected CUFE (pacbatch show). Don't issue it again without knowing."
            )
        case .invalid, .conflict:
            Wording(
                es: "Corrija su fila en el .fix.csv de results/ y déjelo en inbox/.",
                en: "Correct its row in the .fix.csv of results/ and drop it into inbox/.")
        case .rejected, .dgi_rejected:
            Wording(
                es: "Es definitivo y su número está gastado: corrija su fila en el .fix.csv; sale como documento nuevo.",
                en: "It is final and its number is spent: correct its row in the .fix.csv; it goes out as a new document.")
        }
    }
}
