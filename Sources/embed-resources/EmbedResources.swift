import Foundation

/// Writes a Swift file that holds every given file as a string literal, found by its bare name.
///
/// `embed-resources OUTPUT ROOT FILE…`; a resource's name is its path below ROOT.
@main
enum EmbedResources {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count >= 2 else { throw Problem.usage }
        let output = arguments[arguments.startIndex]
        let root = arguments[arguments.startIndex + 1] + "/"
        var source = "// Generated from the files that ship. Do not edit.\n\nextension Resource {\n"
        source += "    static let shipped: [Resource] = [\n"
        for path in arguments.dropFirst(2).sorted() {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard path.hasPrefix(root) else { throw Problem.outside(path) }
            let hashes = String(repeating: "#", count: longestHashRun(in: text) + 1)
            source += "        Resource(name: \"\(path.dropFirst(root.count))\", text: \(hashes)\"\"\"\n"
            // The line break before the closing quotes is not part of a literal; a carriage return would be lost.
            guard !text.utf8.contains(UInt8(ascii: "\r")) else { throw Problem.carriageReturn(path) }
            source += text + "\n\"\"\"\(hashes)),\n"
        }
        source += "    ]\n}\n"
        try source.write(toFile: output, atomically: true, encoding: .utf8)
    }

    enum Problem: Error {
        case usage
        case outside(String)
        case carriageReturn(String)
    }

    private static func longestHashRun(in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "#") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
