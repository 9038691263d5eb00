import Fiscal

// Words about workspaces, files and locks.
extension InitCommand.Failure {
    func message(in language: Language) -> String {
        switch self {
        case .alreadyThere(let path):
            Wording(
                es: "Ya hay una configuración en \(path); no se toca. Revísela con: pacbatch doctor",
                en: "There is a configuration at \(path) already; it stays as it is. Check it with: pacbatch doctor")[language]
        case .file(let error): error.message(in: language)
        }
    }
}

extension InitCommand {
    static func made(_ workspace: Workspace, in language: Language) -> String {
        Wording(
            es: """
                Carpeta de trabajo lista: \(workspace.folder)
                1. Complete \(workspace.configuration)
                2. Ponga la clave del PAC en la variable PAC_API_KEY
                3. Revise todo: pacbatch doctor --workspace \(shellQuoted(workspace.folder))
                """,
            en: """
                The workspace is ready: \(workspace.folder)
                1. Fill in \(workspace.configuration)
                2. Put the PAC's key into the variable PAC_API_KEY
                3. Check everything: pacbatch doctor --workspace \(shellQuoted(workspace.folder))
                """)[language]
    }
}

extension FileError {
    func message(in language: Language) -> String {
        let reason = systemText(errno)
        let action =
            switch call {
            case .open: Wording(es: "abrir", en: "open")
            case .read: Wording(es: "leer", en: "read")
            case .write: Wording(es: "escribir", en: "write")
            case .flush: Wording(es: "llevar al disco", en: "flush to disk")
            case .rename: Wording(es: "cambiar de nombre", en: "rename")
            case .makeFolder: Wording(es: "crear la carpeta", en: "make the folder")
            case .status: Wording(es: "examinar", en: "examine")
            case .lock: Wording(es: "bloquear", en: "lock")
            }
        return Wording(
            es: "No se pudo \(action.es) \(printable(path)): \(reason)",
            en: "Could not \(action.en) \(printable(path)): \(reason)")[language]
    }
}

extension WorkspaceLock.Failure {
    func message(in language: Language) -> String {
        switch self {
        case .held(let holder):
            Wording(
                es:
                    "Otra corrida usa esta carpeta de trabajo\(holder.wording.es). Espere a que termine; si el proceso muere, el bloqueo se "
                    + "libera solo.",
                en:
                    "Another run holds this workspace\(holder.wording.en). Wait until it ends; when its process dies, the lock frees itself."
            )[
                language]
        case .file(let error): error.message(in: language)
        }
    }
}

extension WorkspaceLock.Holder {
    fileprivate var wording: Wording {
        guard let processID else { return Wording(es: "", en: "") }
        let host = host.map { printable($0) } ?? "?"
        let since = since.map { printable($0) } ?? "?"
        return Wording(
            es: " (proceso \(processID) en \(host), desde \(since))", en: " (process \(processID) on \(host), since \(since))")
    }
}

extension SecretError {
    func message(in language: Language) -> String {
        switch self {
        case .variableNotSet(let name):
            Wording(es: "La variable \(name) no tiene valor.", en: "The variable \(name) has no value.")[language]
        case .noCredentialsDirectory(let credential):
            Wording(
                es: "La credencial «\(credential)» solo existe dentro de un servicio de systemd con LoadCredential= (falta "
                    + "$CREDENTIALS_DIRECTORY).",
                en:
                    "The credential “\(credential)” exists only inside a systemd service with LoadCredential= ($CREDENTIALS_DIRECTORY is "
                    + "missing).")[language]
        case .unreadable(let path, let errno):
            Wording(es: "\(path) no se puede leer: \(systemText(errno))", en: "\(path) can't be read: \(systemText(errno))")[
                language]
        case .notAFile(let path):
            Wording(
                es: "\(path) no es un archivo (no se siguen enlaces simbólicos).",
                en: "\(path) isn't a file (symbolic links aren't followed).")[
                    language]
        case .tooOpen(let path, let mode):
            Wording(
                es: "\(path) tiene el modo \(mode): otros pueden leerlo. Corríjalo con: chmod 600 \(shellQuoted(path))",
                en: "\(path) has mode \(mode): others may read it. Fix it with: chmod 600 \(shellQuoted(path))")[language]
        case .notOurs(let path):
            Wording(
                es: "\(path) es de otro usuario; debe ser del que corre pacbatch.",
                en: "\(path) belongs to another user; it must be the one's who runs pacbatch.")[language]
        case .empty(let source):
            Wording(
                es: "\(source.place) está vacío o tiene caracteres que una clave no puede tener.",
                en: "\(source.place) is empty or has characters that no key can have.")[language]
        case .tooLarge(let path):
            Wording(es: "\(path) es demasiado grande para una clave.", en: "\(path) is too large for a key.")[language]
        }
    }
}

extension SecretSource {
    /// Where the secret is, for messages.
    var place: String {
        switch self {
        case .env(let name): "$\(name)"
        case .file(let path): path
        case .credential(let name): "$CREDENTIALS_DIRECTORY/\(name)"
        }
    }
}

/// The text as one word of a shell.
func shellQuoted(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+:@%=,".contains($0)) }
    return isPlain ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
