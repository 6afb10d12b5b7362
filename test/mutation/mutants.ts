// Small changes of a source file, each of which a test should notice: an operator, a number, a condition, a call left out.
import ts from "typescript";

export interface Mutant {
  /** From the project's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The first changed character, and how many are replaced. */
  readonly position: number;
  readonly length: number;
  readonly before: string;
  readonly after: string;
}

const otherOperator: { readonly [operator: string]: string } = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "**": "*",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "<<": ">>",
  ">>": "<<",
  "&": "|",
  "|": "&",
};

const otherName: { readonly [name: string]: string } = {
  "Math.min": "Math.max",
  "Math.max": "Math.min",
  "Math.floor": "Math.ceil",
  "Math.ceil": "Math.floor",
  "Math.round": "Math.floor",
  "tf.add": "tf.sub",
  "tf.sub": "tf.add",
  "tf.mul": "tf.div",
  "tf.div": "tf.mul",
};

/** All of them, in the order of the text. Messages of errors, types and imports are left as they are. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const change = (node: ts.Node, after: string): void => {
    const position = node.getStart(source);
    const before = text.slice(position, node.end);
    const line = source.getLineAndCharacterOfPosition(position).line + 1;
    found.push({ file, line, position, length: before.length, before, after });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isThrowStatement(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    changesOf(node, change);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((a, b) => a.position - b.position);
}

function changesOf(node: ts.Node, change: (node: ts.Node, after: string) => void): void {
  const source = node.getSourceFile();
  if (ts.isBinaryExpression(node)) {
    const other = otherOperator[node.operatorToken.getText(source)];
    if (other !== undefined && !joinsText(node)) change(node.operatorToken, other);
  } else if (ts.isPrefixUnaryExpression(node)) {
    const operand = node.operand.getText(source);
    if (node.operator === ts.SyntaxKind.ExclamationToken) change(node, operand);
    if (node.operator === ts.SyntaxKind.MinusToken && !ts.isNumericLiteral(node.operand)) change(node, operand);
  } else if (ts.isNumericLiteral(node)) {
    if (!ts.isPropertyAssignment(node.parent) || node.parent.name !== node) change(node, otherNumber(node.text));
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) change(node, "false");
  else if (node.kind === ts.SyntaxKind.FalseKeyword) change(node, "true");
  else if (ts.isConditionalExpression(node)) change(node.condition, `!(${node.condition.getText(source)})`);
  else if (ts.isIfStatement(node)) {
    change(node.expression, "true");
    change(node.expression, "false");
  } else if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) change(node, "void 0;");
  else if (ts.isPropertyAccessExpression(node)) {
    const other = otherName[node.getText(source)];
    if (other !== undefined) change(node, other);
  }
}

/** Another number in the same place: one more, or half as much again where it is no whole number. */
function otherNumber(text: string): string {
  const value = Number(text.replaceAll("_", ""));
  return String(Number.isInteger(value) ? value + 1 : Number((1.5 * value).toPrecision(6)));
}

/** A + of text: what is joined there is read by people. */
function joinsText({ left, right }: ts.BinaryExpression): boolean {
  const isText = (node: ts.Node): boolean =>
    ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || (ts.isBinaryExpression(node) && joinsText(node));
  return isText(left) || isText(right);
}

export function mutate(text: string, { position, length, after }: Mutant): string {
  return text.slice(0, position) + after + text.slice(position + length);
}
