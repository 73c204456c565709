// Tokens of OpenQASM 2 and 3. Words that only OpenQASM 3 reserves are turned back into identifiers for a version 2 file
// by the token source that extends this lexer.
lexer grammar OpenQasmLexer;

@members {
    /** Whether a statement may begin here; only there does `@` begin an annotation instead of ending a modifier. */
    protected boolean atStatementStart() {
        return true;
    }
}

OPENQASM: 'OPENQASM';
INCLUDE: 'include';
QREG: 'qreg';
CREG: 'creg';
GATE: 'gate';
MEASURE: 'measure';
RESET: 'reset';
BARRIER: 'barrier';
OPAQUE: 'opaque';
IF: 'if';

// From here to GPHASE: reserved by OpenQASM 3 only.
QUBIT: 'qubit';
CONST: 'const';
LET: 'let';
DELAY: 'delay';
BOX: 'box';
FOR: 'for';
IN: 'in';
BIT: 'bit';
INT: 'int';
UINT: 'uint';
FLOAT: 'float';
ANGLE: 'angle';
BOOL: 'bool';
DURATION: 'duration';
STRETCH: 'stretch';
COMPLEX: 'complex';
ARRAY: 'array';
DEF: 'def';
EXTERN: 'extern';
CAL: 'cal';
DEFCAL: 'defcal';
DEFCALGRAMMAR: 'defcalgrammar';
ELSE: 'else';
WHILE: 'while';
SWITCH: 'switch';
CASE: 'case';
DEFAULT: 'default';
RETURN: 'return';
BREAK: 'break';
CONTINUE: 'continue';
END: 'end';
INPUT: 'input';
OUTPUT: 'output';
NOP: 'nop';
CTRL: 'ctrl';
NEGCTRL: 'negctrl';
INV: 'inv';
POW: 'pow';
GPHASE: 'gphase';

LPAREN: '(';
RPAREN: ')';
LBRACKET: '[';
RBRACKET: ']';
LBRACE: '{';
RBRACE: '}';
SEMICOLON: ';';
COMMA: ',';
COLON: ':';
ARROW: '->';
EQUALS: '==';
NOT_EQUALS: '!=';
NOT_GREATER: '<=';
NOT_LESS: '>=';
SHIFT_LEFT: '<<';
SHIFT_RIGHT: '>>';
LESS: '<';
GREATER: '>';
AND: '&&';
OR: '||';
NOT: '!';
TILDE: '~';
AMPERSAND: '&';
PIPE: '|';
ADD_ASSIGN: '+=';
SUBTRACT_ASSIGN: '-=';
ASSIGN: '=';
CONCATENATE: '++';
PLUS: '+';
MINUS: '-';
POWER: '**';
STAR: '*';
SLASH: '/';
PERCENT: '%';
CARET: '^';

PRAGMA: '#'? 'pragma' (~[\r\n\p{L}\p{Nd}_] ~[\r\n]*)?;
ANNOTATION: '@' {atStatementStart()}? ~[\r\n]*;
AT: '@';

TIME: (DIGITS | REAL) [ \t]* ('dt' | 'ns' | 'us' | '\u00B5s' | '\u03BCs' | 'ms' | 's');
REAL_NUMBER: REAL;
HEXADECIMAL: '0' [xX] [0-9a-fA-F] ('_'? [0-9a-fA-F])*;
OCTAL: '0o' [0-7] ('_'? [0-7])*;
BINARY: '0' [bB] [01] ('_'? [01])*;
INTEGER: DIGITS;
HARDWARE_QUBIT: '$' [0-9]+;
STRING: '"' ~["\r\n]* '"' | '\'' ~['\r\n]* '\'';
IDENTIFIER: [\p{L}_] [\p{L}\p{Nd}_]*;

SPACE: [ \t\r\n]+ -> skip;
LINE_COMMENT: '//' ~[\r\n]* -> skip;
BLOCK_COMMENT: '/*' .*? '*/' -> skip;

/** Everything else, so that it is refused by the parser at its place. */
UNEXPECTED: .;

fragment DIGITS: [0-9] ('_'? [0-9])*;
fragment EXPONENT: [eE] [-+]? DIGITS;
fragment REAL: DIGITS '.' DIGITS? EXPONENT? | '.' DIGITS EXPONENT? | DIGITS EXPONENT;
