import Fiscal

// Words of `doctor`.
extension Wording {
    static func companies(_ configuration: Configuration) -> Wording {
        let count = configuration.companies.count
        return Wording(
            es: "\(count == 1 ? "una empresa" : "\(count) empresas"), ambiente \(configuration.environment.rawValue), PAC "
                + configuration.pac.baseURL.text,
            en: "\(count == 1 ? "one company" : "\(count) companies"), environment \(configuration.environment.rawValue), PAC "
                + configuration.pac.baseURL.text)
    }

    static func ignoredOverride(_ variable: String) -> Wording {
        Wording(
            es: "\(variable) tiene valor, pero con varias empresas no cambia nada",
            en: "\(variable) is set, but changes nothing where several companies are configured")
    }

    static let resubmitWithoutLookup = Wording(
        es: "pac.resubmit = provenAbsent no sirve de nada con pac.lookup = none: sin búsqueda no hay prueba",
        en: "pac.resubmit = provenAbsent is of no use with pac.lookup = none: without look-up there is no proof")

    static func folderMissing(_ path: String) -> Wording {
        Wording(es: "falta la carpeta \(path)", en: "the folder \(path) is missing")
    }

    static func makeWorkspace(_ path: String) -> Wording {
        Wording(es: "pacbatch init \(shellQuoted(path))", en: "pacbatch init \(shellQuoted(path))")
    }

    static func foldersToCome(_ paths: [String]) -> Wording {
        let list = paths.joined(separator: ", ")
        return Wording(
            es: "aún no existen y la próxima corrida las crea: \(list)", en: "not there yet, the next run makes them: \(list)")
    }

    static func notAFolder(_ path: String) -> Wording {
        Wording(es: "\(path) no es una carpeta", en: "\(path) isn't a folder")
    }

    static func folderNotWritable(_ path: String) -> Wording {
        Wording(es: "este usuario no puede escribir en \(path)", en: "this user can't write into \(path)")
    }

    static func folderTooOpen(_ path: String, _ permissions: UInt32) -> Wording {
        let mode = String(permissions, radix: 8)
        return Wording(
            es: "\(path) tiene el modo \(mode): otros usuarios pueden ver datos personales",
            en: "\(path) has mode \(mode): other users may see personal data")
    }

    static func closeFolder(_ path: String) -> Wording {
        Wording(es: "chmod 700 \(shellQuoted(path))", en: "chmod 700 \(shellQuoted(path))")
    }

    static let foldersApart = Wording(
        es: "inbox, work y archive deben estar en el mismo sistema de archivos: los archivos se toman cambiándoles el nombre",
        en: "inbox, work and archive must lie on the same file system: files are taken by renaming them")

    static func foldersFine(_ path: String) -> Wording {
        Wording(es: "\(path) y sus carpetas están en orden", en: "\(path) and its folders are in order")
    }

    static let unknownSpace = Wording(es: "no se pudo medir el espacio libre", en: "the free space can't be told")

    static func freeSpace(_ bytes: Int64) -> Wording {
        Wording(es: "\(sizeText(bytes)) libres", en: "\(sizeText(bytes)) free")
    }

    static let makeRoom = Wording(es: "libere espacio antes de la próxima corrida", en: "make room before the next run")
    static let unknownFileSystem = Wording(
        es: "no se pudo identificar el sistema de archivos", en: "the file system can't be told")

    static func localFileSystem(_ type: String) -> Wording {
        Wording(es: "sistema de archivos local (\(type))", en: "local file system (\(type))")
    }

    static func networkFileSystem(_ name: String) -> Wording {
        Wording(
            es: "la carpeta está en un sistema de archivos de red (\(name)): ahí el registro no está seguro",
            en: "the folder lies on a network file system (\(name)): the ledger isn't safe there")
    }

    static let useLocalDisk = Wording(
        es: "mueva la carpeta de trabajo a un disco local; inbox puede recibir copias desde la red",
        en: "move the workspace to a local disk; inbox may receive copies from the network")

    static func clock(_ now: String) -> Wording {
        Wording(es: "hora de Panamá: \(now)", en: "time in Panama: \(now)")
    }

    static let setClock = Wording(
        es: "ponga en hora el reloj (timedatectl set-ntp true)", en: "set the clock (timedatectl set-ntp true)")

    static func library(_ library: LibraryVersion) -> Wording {
        Wording(es: "\(library.name) \(library.version)", en: "\(library.name) \(library.version)")
    }

    static func sqliteResetBug(_ version: String) -> Wording {
        Wording(
            es:
                "SQLite \(version) tiene una falla conocida cuando dos conexiones escriben a la vez (corregida en 3.51.3); pacbatch usa una "
                + "sola: no abra el registro con otro programa durante una corrida",
            en:
                "SQLite \(version) has a known bug when two connections write at once (fixed in 3.51.3); pacbatch uses one only: don't open "
                + "the ledger with another program during a run")
    }

    static func secretThere(_ source: SecretSource) -> Wording {
        switch source {
        case .env:
            Wording(
                es: "\(source.place) tiene valor (un archivo 0600 o una credencial de systemd es más seguro)",
                en: "\(source.place) has a value (a 0600 file or a systemd credential is safer)")
        case .file, .credential: Wording(es: "\(source.place) se puede leer", en: "\(source.place) can be read")
        }
    }

    static func noWebhookSecret(_ company: String) -> Wording {
        Wording(
            es: "la empresa «\(company)» no tiene secreto de webhook: sus webhooks firmados irán a rejected/",
            en: "company “\(company)” has no webhook secret: its signed webhooks will go to rejected/")
    }
}
