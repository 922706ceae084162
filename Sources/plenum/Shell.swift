import ArgumentParser
import Foundation
import PlenumApp
import PlenumCore
import PlenumStore

/// Runs a command's body, and turns whatever goes wrong into a message and an exit code.
struct Shell {
    let options: GlobalOptions
    let environment: PlenumApp.Environment

    init(_ options: GlobalOptions) {
        self.options = options
        environment = .live(now: options.now.flatMap { Instant(rfc3339: $0) })
    }

    var now: Instant { environment.now() }
    var authority: Authority { options.authority(environment) }
    var isJSON: Bool { options.format == .json }

    /// The service on the database that the options name. Only a command that may create it passes `.create`.
    func service(_ mode: SQLiteStore.Mode = .existing) throws -> Service {
        let environment = environment
        let settings = try Settings.read(Settings.path(beside: options.databasePath), environment)
        let store = try Service.open(options.databasePath, mode, environment)
        return Service(store: store, environment: environment, settings: settings)
    }

    /// `formats` are those that the command has.
    static func run(
        _ options: GlobalOptions, formats: [OutputFormat] = [.text, .json], _ body: (Shell) throws -> Void
    ) throws {
        guard formats.contains(options.format) else {
            throw ValidationError(
                words(
                    "Lệnh này không có dạng “\(options.format.rawValue)”; dùng: \(formats.map(\.rawValue).joined(separator: ", ")).",
                    "This command has no format “\(options.format.rawValue)”; use: \(formats.map(\.rawValue).joined(separator: ", "))."
                ))
        }
        do {
            try body(Shell(options))
        } catch let code as ExitCode {
            throw code
        } catch let error as Refused {
            for refusal in error.refusals { Terminal.printError("plenum: " + refusal.message(in: Terminal.language)) }
            throw ExitCode(1)
        } catch let error as AppError {
            Terminal.printError(error.message(in: Terminal.language))
            throw ExitCode(error.exitCode)
        } catch let error as StoreError {
            Terminal.printError("plenum: " + error.message)
            throw ExitCode(error.exitCode)
        } catch let error as ZoneFault {
            Terminal.printError("plenum: " + error.message(in: Terminal.language))
            throw ExitCode(78)
        } catch let error as ValidationError {
            throw error
        } catch {
            Terminal.printError("plenum: \(error)")
            throw ExitCode(74)
        }
    }
}

/// `name=value` pairs of `--set`.
func assignments(_ texts: [String]) throws -> [(name: Name, text: String)] {
    try texts.map { text in
        guard let equals = separator(of: text), equals > text.startIndex else {
            throw ValidationError(
                words("“\(text)”: viết --set TÊN=GIÁ_TRỊ.", "“\(text)”: write --set NAME=VALUE."))
        }
        return (Name(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}

/// The first `=`, but for one that is a task's check character: `opinions-0VP-==taken-on-board`.
private func separator(of text: String) -> String.Index? {
    guard let first = text.firstIndex(of: "=") else { return nil }
    let next = text.index(after: first)
    return text[..<first].hasSuffix("-") && text[next...].hasPrefix("=") ? next : first
}
