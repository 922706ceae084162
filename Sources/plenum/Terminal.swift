import Foundation
import PlenumCore

#if canImport(Glibc)
    import Glibc
#endif

/// What the process was given: its language, its environment, its streams.
enum Terminal {
    /// `--lang`, `PLENUM_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG`, else Vietnamese. The `C` locale says nothing.
    static let language: Language = {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--lang="), let asked = Language(rawValue: String(argument.dropFirst(7))) {
                return asked
            }
            if argument == "--lang", index + 1 < arguments.count, let asked = Language(rawValue: arguments[index + 1]) {
                return asked
            }
        }
        for variable in ["PLENUM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = Terminal.variable(variable) else { continue }
            if let known = Language(rawValue: String(value.prefix(2))) { return known }
        }
        return .vi
    }()

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    static let hasColour = isatty(STDOUT_FILENO) == 1 && variable("NO_COLOR") == nil && variable("TERM") != "dumb"

    static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    static func printError(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Writes everything, or ends quietly where nobody reads any more.
    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }

    static func emphasised(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    static func alarming(_ text: String) -> String { hasColour ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
}

/// The words in the terminal's language.
func words(_ vi: String, _ en: String) -> String {
    switch Terminal.language {
    case .vi: vi
    case .en: en
    }
}
