import Fiscal

/// Looks at everything that a night's run relies on, before the night.
struct Doctor: Sendable {
    let workspace: Workspace
    let environment: Environment
    let probes: DoctorProbes

    /// All checks; what rests on a broken configuration is left out.
    func checks() -> [Check] {
        var checks = folderChecks() + [spaceCheck(), fileSystemCheck(), clockCheck()] + libraryChecks()
        do throws(ConfigurationError) {
            let configuration = try Configuration.load(workspace, environment: environment)
            checks.append(Check("configuration", .ok, .companies(configuration)))
            checks += configuration.notes.map(noteCheck)
            checks += secretChecks(configuration)
            checks += probes.ledger(workspace, configuration)
            checks += probes.pac(workspace, configuration, environment)
        } catch {
            checks += configurationChecks(error)
        }
        return checks
    }

    private func configurationChecks(_ error: ConfigurationError) -> [Check] {
        guard case .problems(let problems) = error else {
            return [Check("configuration", .fail, Wording(es: error.message(in: .es), en: error.message(in: .en)))]
        }
        return problems.map { Check("configuration", .fail, Wording(es: $0.message(in: .es), en: $0.message(in: .en))) }
    }

    private func noteCheck(_ note: Configuration.Note) -> Check {
        switch note {
        case .ignoredOverride(let variable): Check("configuration", .warn, .ignoredOverride(variable))
        case .resubmitWithoutLookup: Check("configuration", .warn, .resubmitWithoutLookup)
        }
    }
}

// MARK: - Folders and disk

extension Doctor {
    private static let freeBytesWanted: Int64 = 1_000_000_000
    private static let freeBytesNeeded: Int64 = 100_000_000
    private static let networkTypes: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs", "coda", "ncpfs", "lustre", "gpfs", "glusterfs", "fuse.sshfs",
        "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "davfs", "fuse.davfs2", "orangefs", "beegfs",
    ]

    /// One check for each folder that isn't as it should be, or one for all.
    func folderChecks() -> [Check] {
        guard let root = status(workspace.folder), root.isFolder else {
            return [Check("folders", .fail, .folderMissing(workspace.folder), hint: .makeWorkspace(workspace.folder))]
        }
        let folders = [(workspace.folder, root)] + workspace.folders.compactMap { folder in status(folder).map { (folder, $0) } }
        var checks = folders.flatMap(folderChecks)
        let missing = workspace.folders.filter { status($0) == nil }
        if !missing.isEmpty { checks.append(Check("folders", .warn, .foldersToCome(missing))) }
        let taken = [workspace.inbox, workspace.work, workspace.archive]
        if Set(folders.filter { taken.contains($0.0) }.map(\.1.device)).count > 1 {
            checks.append(Check("folders", .fail, .foldersApart))
        }
        return checks.isEmpty ? [Check("folders", .ok, .foldersFine(workspace.folder))] : checks
    }

    private func folderChecks(_ folder: String, _ status: OpenFile.Status) -> [Check] {
        guard status.isFolder else { return [Check("folders", .fail, .notAFolder(folder))] }
        guard probes.isWritable(folder) else { return [Check("folders", .fail, .folderNotWritable(folder))] }
        // Others may be let into the inbox: that is what it's for.
        guard status.permissions & 0o077 != 0, folder != workspace.inbox else { return [] }
        return [Check("folders", .warn, .folderTooOpen(folder, status.permissions), hint: .closeFolder(folder))]
    }

    private func status(_ path: String) -> OpenFile.Status? {
        (try? OpenFile.Status(path: FileSystem.resolved(path))) ?? nil
    }

    func spaceCheck() -> Check {
        guard let bytes = probes.freeBytes(workspace.folder) else { return Check("space", .warn, .unknownSpace) }
        let level: Check.Level = bytes < Self.freeBytesNeeded ? .fail : bytes < Self.freeBytesWanted ? .warn : .ok
        return Check("space", level, .freeSpace(bytes), hint: level == .ok ? nil : .makeRoom)
    }

    /// SQLite's locks can't be trusted across a network (reliability.md 3, Limits of testing).
    func fileSystemCheck() -> Check {
        guard let type = probes.fileSystemType(workspace.folder) else { return Check("filesystem", .warn, .unknownFileSystem) }
        guard Self.networkTypes.contains(type) else { return Check("filesystem", .ok, .localFileSystem(type)) }
        return Check("filesystem", .fail, .networkFileSystem(type), hint: .useLocalDisk)
    }
}

// MARK: - Clock, libraries

extension Doctor {
    /// A clock that is years off makes every issue date wrong; how far it's off the PAC's is the PAC check's business.
    func clockCheck() -> Check {
        let now = probes.now().fiscalTime
        let isSane = (2025...2099).contains(now.civil.year)
        return Check("clock", isSane ? .ok : .fail, .clock(now.text), hint: isSane ? nil : .setClock)
    }

    func libraryChecks() -> [Check] {
        probes.libraries().map { library in
            let isAffected = library.name == "SQLite" && Self.hasResetBug(library.version)
            return Check(
                "library.\(library.name)", isAffected ? .warn : .ok,
                isAffected ? .sqliteResetBug(library.version) : .library(library))
        }
    }

    /// SQLite 3.7.0 to 3.51.2 can damage a WAL database that two connections write at once (reliability.md 0, finding 6).
    static func hasResetBug(_ version: String) -> Bool {
        let parts = version.split(separator: ".").compactMap { wholeNumber($0) }
        guard parts.count >= 3, parts[0] == 3 else { return false }
        return parts[1] >= 7 && (parts[1] < 51 || (parts[1] == 51 && parts[2] <= 2))
    }
}

// MARK: - Secrets

extension Doctor {
    /// One check for each key and webhook secret of each company.
    func secretChecks(_ configuration: Configuration) -> [Check] {
        var seen: Set<SecretSource> = []
        var checks: [Check] = []
        for company in configuration.companies {
            let sources = [company.apiKey] + [company.previousApiKey].compactMap { $0 } + company.webhookSecrets
            for source in sources where seen.insert(source).inserted { checks.append(check(source, company)) }
            if company.webhookSecrets.isEmpty {
                checks.append(Check("secret.\(company.id)", .ok, .noWebhookSecret(company.id)))
            }
        }
        return checks
    }

    private func check(_ source: SecretSource, _ company: Company) -> Check {
        do throws(SecretError) {
            _ = try source.read(environment: environment)
            return Check("secret.\(company.id)", .ok, .secretThere(source))
        } catch {
            return Check(
                "secret.\(company.id)", .fail, Wording(es: error.message(in: .es), en: error.message(in: .en)), failure: .setUp)
        }
    }
}
