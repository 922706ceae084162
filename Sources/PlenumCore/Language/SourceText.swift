/// A text that stands in a file: made when somebody asks for it, since nobody ever asks for most.
struct SourceText: Sendable {
    private enum Place {
        case read(NodeTree, NodeTree.Extent)
        case given(String)
    }

    private let place: Place

    init(_ text: String) { place = .given(text) }

    init(_ extent: NodeTree.Extent, in tree: NodeTree) { place = .read(tree, extent) }

    var text: String {
        switch place {
        case .read(let tree, let extent): tree.string(extent)
        case .given(let text): text
        }
    }
}

extension SourceText: Hashable {
    static func == (left: SourceText, right: SourceText) -> Bool { left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
