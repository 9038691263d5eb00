public import Fiscal

/// What a run came to, in one line, and what to do next: the first thing that report and terminal say.
public struct Verdict: Sendable, Equatable {
    /// What kind of news it is; decides the mark and its colour.
    public enum Mood: String, Sendable {
        /// Nothing to do.
        case done
        /// A later run goes on by itself.
        case way
        /// The user's turn.
        case fix
        /// The operator must find out.
        case doubt
    }

    /// Something to do.
    public struct Step: Sendable, Equatable {
        /// Why.
        public var purpose: String
        /// The exact command; nil where the hand is asked.
        public var command: String?

        /// Makes a step.
        public init(purpose: String, command: String?) {
            self.purpose = purpose
            self.command = command
        }
    }

    /// The kind of news.
    public var mood: Mood
    /// The news.
    public var headline: String
    /// One sentence more.
    public var sentence: String
    /// What to do, in order; empty when nothing is.
    public var steps: [Step]

    /// Makes a verdict.
    public init(mood: Mood, headline: String, sentence: String, steps: [Step]) {
        self.mood = mood
        self.headline = headline
        self.sentence = sentence
        self.steps = steps
    }

    /// The verdict of a run.
    /// - Parameters:
    ///   - exitCode: how the run ended (product.md 5).
    ///   - tally: the documents that it took in or worked on.
    ///   - fixFiles: paths of the `.fix.csv` files in the workspace.
    ///   - corrected: how many of the refused documents have been corrected and replaced.
    ///   - refusedFiles: how many files lie in `rejected/`.
    ///   - program: how the program is called in this workspace, such as `pacbatch --workspace /srv/pac`.
    public init(
        exitCode: Int, tally: Tally, fixFiles: [String], corrected: Int = 0, refusedFiles: Int = 0,
        program: String = "pacbatch", language: Language
    ) {
        let texts = VerdictTexts(tally: tally, corrected: corrected, program: program, language: language)
        switch exitCode {
        case 0: self = texts.allDone
        case 3: self = texts.toFix(fixFiles: fixFiles)
        case 4: self = texts.inDoubt(fixFiles: fixFiles)
        case 5: self = texts.unfinished
        case 2, 6: self = texts.setUp(fixFiles: fixFiles)
        case 130: self = texts.interrupted
        default: self = texts.failed(exitCode: exitCode)
        }
        if refusedFiles > 0 { steps.insert(texts.refused(refusedFiles), at: 0) }
    }
}

/// The words of the verdicts.
private struct VerdictTexts {
    let tally: Tally
    let corrected: Int
    let program: String
    let language: Language

    private func say(_ es: String, _ en: String) -> String { language == .es ? es : en }

    private func documents(_ count: Int) -> String {
        grouped(count) + (count == 1 ? say(" documento", " document") : say(" documentos", " documents"))
    }

    private func count(_ standing: Standing) -> Int {
        tally.figures { Standing($0.state) == standing }.count - (standing == .toFix ? corrected : 0)
    }

    /// How many are done, and how many are elsewhere.
    private var balance: String {
        var parts = [documents(count(.done)) + say(" con PDF", " with PDF")]
        for standing in [Standing.onItsWay, .toFix, .inDoubt] where count(standing) > 0 {
            parts.append(grouped(count(standing)) + " " + standing.name[language].lowercased())
        }
        return parts.joined(separator: " · ") + "."
    }

    private var runAgain: Verdict.Step {
        Verdict.Step(purpose: say("Siga donde quedó:", "Go on where it stopped:"), command: program + " run")
    }

    var allDone: Verdict {
        guard tally.all.count > 0 else {
            return Verdict(
                mood: .done, headline: say("No había nada que hacer", "There was nothing to do"),
                sentence: say(
                    "El inbox estaba vacío y no quedaba nada pendiente.", "The inbox was empty and nothing was pending."),
                steps: [])
        }
        let older = count(.toFix)
        guard older == 0 else {
            return Verdict(
                mood: .done, headline: say("La corrida terminó", "The run is done"),
                sentence: balance
                    + say(
                        " Lo que hay que corregir es de corridas anteriores: sus .fix.csv están en results/.",
                        " What is to correct is of earlier runs: its .fix.csv files lie in results/."), steps: [])
        }
        return Verdict(
            mood: .done, headline: say("Todo está listo", "Everything is done"),
            sentence: documents(tally.all.count) + say(" por ", " for ") + "B/. " + tally.all.total.groupedText + ". "
                + say("No hay nada que corregir ni que esperar.", "Nothing to correct, nothing to wait for."), steps: [])
    }

    func toFix(fixFiles: [String]) -> Verdict {
        let number = count(.toFix)
        let headline =
            number == 0
            ? say("Hay archivos que no se pueden usar", "Some files can't be used")
            : documents(number) + say(" por corregir", " to correct")
        return Verdict(mood: .fix, headline: headline, sentence: balance, steps: fixSteps(fixFiles))
    }

    func refused(_ count: Int) -> Verdict.Step {
        let files =
            count == 1
            ? say("1 archivo no se pudo usar", "1 file can't be used")
            : grouped(count)
                + say(" archivos no se pudieron usar", " files can't be used")
        return Verdict.Step(
            purpose: files
                + say(
                    ". En rejected/, con el motivo en NOMBRE.reason.json.", ". In rejected/, with the reason in NAME.reason.json."
                ),
            command: nil)
    }

    private func fixSteps(_ files: [String]) -> [Verdict.Step] {
        guard !files.isEmpty else {
            return [
                Verdict.Step(
                    purpose: say(
                        "Corrija los datos en su sistema, expórtelos otra vez a inbox/ y corra:",
                        "Correct the data in your system, export it to inbox/ again and run:"), command: program + " run")
            ]
        }
        let purpose = say(
            "Abra cada archivo, corrija lo que dice la columna fault_message y guárdelo en inbox/:",
            "Open each file, correct what its column fault_message says and save it into inbox/:")
        return [Verdict.Step(purpose: purpose, command: files.prefix(5).joined(separator: "\n"))] + [
            Verdict.Step(purpose: say("Después, envíe lo corregido:", "Then send what you corrected:"), command: program + " run")
        ]
    }

    func inDoubt(fixFiles: [String]) -> Verdict {
        let number = count(.inDoubt)
        let headline =
            number == 0
            ? say("Hay documentos en duda", "Some documents are in doubt") : documents(number) + say(" en duda", " in doubt")
        var steps = [lookUp]
        if count(.toFix) > 0 { steps += fixSteps(fixFiles) }
        return Verdict(
            mood: .doubt, headline: headline,
            sentence: say(
                "El PAC pudo haberlos recibido: no se envían otra vez hasta saberlo. ",
                "The PAC may have received them: they aren't sent again until that is known. ") + balance, steps: steps)
    }

    private var lookUp: Verdict.Step {
        Verdict.Step(
            purpose: say(
                "Busque en el portal del PAC los que están en duda, con las claves de abajo. La lista y cómo resolver cada uno:",
                "Look up in the PAC's portal what is in doubt, by the keys below. The list, and how to resolve each:"),
            command: program + " indoubt list")
    }

    var unfinished: Verdict {
        Verdict(
            mood: .way,
            headline: say("Falta terminar; la próxima corrida sigue sola", "Not finished; the next run goes on by itself"),
            sentence: balance, steps: [runAgain])
    }

    /// The set-up comes first; what else there is to do isn't lost for it.
    func setUp(fixFiles: [String]) -> Verdict {
        var steps = [Verdict.Step(purpose: say("Vea qué falta:", "See what is missing:"), command: program + " doctor")]
        if count(.inDoubt) > 0 { steps.append(lookUp) }
        steps += count(.toFix) > 0 ? fixSteps(fixFiles) : [runAgain]
        return Verdict(
            mood: .fix,
            headline: say("Hay que revisar la configuración o las credenciales", "Check the configuration or the credentials"),
            sentence: say(
                "Lo que no salió sigue en cola; nada se perdió. ", "What didn't go out is still queued; nothing is lost. ")
                + balance,
            steps: steps)
    }

    var interrupted: Verdict {
        Verdict(
            mood: .way, headline: say("La corrida se interrumpió", "The run was interrupted"),
            sentence: say("Nada se perdió ni se envía dos veces. ", "Nothing is lost and nothing is sent twice. ") + balance,
            steps: [runAgain])
    }

    func failed(exitCode: Int) -> Verdict {
        Verdict(
            mood: .fix, headline: say("La corrida se detuvo por un error interno", "The run stopped with an internal error"),
            sentence: say("Código de salida ", "Exit code ") + String(exitCode) + ". "
                + say("Lo hecho quedó guardado. ", "What was done is stored. ") + balance,
            steps: [
                Verdict.Step(purpose: say("Revise el espacio de trabajo:", "Check the workspace:"), command: program + " doctor"),
                runAgain,
            ])
    }
}
