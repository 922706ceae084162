/// A kind of step. One file of `Kinds/` each, one word in `StepKinds.all`: its language is what it takes from
/// YAML and what it checks there, its behaviour what an instance does with it.
public protocol StepKind: StepLanguage, StepBehaviour {}
