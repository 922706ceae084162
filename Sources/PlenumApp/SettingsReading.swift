public import PlenumCore
import PlenumDelivery
import PlenumYAML

extension Settings {
    /// The settings in the file at `path`; those that hold without a file where there is none. Throws with every
    /// problem of the file.
    public static func read(_ path: String, _ environment: Environment) throws -> Settings {
        let bytes: [UInt8]
        do {
            bytes = try environment.readFile(path)
        } catch AppError.fileMissing {
            var settings = Settings()
            settings.papers = folder(of: path) + "papers"
            return settings
        }
        let read = YAMLReader.read(bytes: bytes)
        guard let node = read.node else { throw AppError.settings(file: path, source: bytes, read.diagnostics) }
        let file = SettingsFile(node, channels: Channels.words)
        guard var settings = file.settings else {
            throw AppError.settings(file: path, source: bytes, file.diagnostics)
        }
        do {
            _ = try environment.zone(settings.zone)
        } catch {
            let mark = node["zone"]?.mark ?? node.mark
            throw AppError.settings(
                file: path, source: bytes,
                [Diagnostic(SettingsProblem.badZone(settings.zone), at: mark, to: node["zone"]?.end)])
        }
        // A folder without a leading slash lies beside the file that names it.
        if let maildir = settings.maildir, !maildir.hasPrefix("/") { settings.maildir = folder(of: path) + maildir }
        let papers = settings.papers ?? "papers"
        settings.papers = papers.hasPrefix("/") ? papers : folder(of: path) + papers
        return settings
    }

    /// Where the settings of a database are: `plenum.yaml` in its folder.
    public static func path(beside database: String) -> String {
        folder(of: database) + "plenum.yaml"
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
