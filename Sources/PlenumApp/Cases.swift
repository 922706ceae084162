public import PlenumCore
import PlenumResources

/// A definition that ships, to begin one's own with.
public struct ShippedCase: Sendable {
    /// Its bare name, by which `start` finds it too.
    public let name: String
    public let title: LocalizedText
    /// As it is written, with its comments.
    public let text: String

    /// Every one of them, by name.
    public static func all() throws -> [ShippedCase] {
        let library = Library(.live(now: nil))
        return try Resource.all.filter { !$0.name.contains("/") && $0.name.hasSuffix(".yaml") }.map { resource in
            let definition = try library.definition(file: resource.name, bytes: Array(resource.text.utf8), beside: "")
            return ShippedCase(name: definition.name.rawValue, title: definition.title, text: resource.text)
        }.sorted { $0.name < $1.name }
    }
}
