import Fiscal
import JSONText

/// `init`: makes the folders and a commented configuration; an existing one is never touched.
enum InitCommand {
    enum Failure: Error, Sendable, Equatable {
        case alreadyThere(path: String)
        case file(FileError)
    }

    static func run(_ context: Context, directory: String?) -> ExitCode {
        let workspace = directory.map { Workspace($0) } ?? context.workspace
        do throws(Failure) {
            try make(workspace, language: context.language)
        } catch {
            context.screen.complain(error.message(in: context.language))
            return .usage
        }
        if context.global.json {
            context.data(["workspace": .string(workspace.folder), "configuration": .string(workspace.configuration)])
        } else {
            context.screen.say(made(workspace, in: context.language))
        }
        return .done
    }

    /// Makes a workspace.
    static func make(_ workspace: Workspace, language: Language) throws(Failure) {
        let isThere: Bool
        do throws(FileError) {
            isThere = try OpenFile.Status(path: workspace.configuration) != nil
        } catch {
            throw .file(error)
        }
        if isThere { throw .alreadyThere(path: workspace.configuration) }
        do throws(FileError) {
            try workspace.makeFolders()
            try FileSystem.create(workspace.configuration, Array(Wording.initialConfiguration[language].utf8))
        } catch {
            throw .file(error)
        }
    }
}
