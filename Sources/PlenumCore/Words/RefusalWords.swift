extension Refusal {
    /// One sentence that names the thing and says what to do.
    public func message(in language: Language) -> String {
        switch language {
        case .vi: vietnamese
        case .en: english
        }
    }
}

/// Names set apart by commas, for a sentence.
func listed(_ names: [some CustomStringConvertible]) -> String {
    names.map(\.description).joined(separator: ", ")
}
