// OpenQASM 2 and the circuit part of OpenQASM 3. The reader asks for one statement at a time, so that no tree of a whole
// file is ever held. What lies outside the circuit part is recognised by its first word, to be refused by name.
parser grammar OpenQasmParser;

options {
    tokenVocab = OpenQasmLexer;
}

statement
    : OPENQASM number = (REAL_NUMBER | INTEGER) SEMICOLON                                   # version
    | INCLUDE STRING SEMICOLON                                                              # include
    | PRAGMA                                                                                # pragma
    | ANNOTATION                                                                            # annotation
    | QUBIT designator? IDENTIFIER SEMICOLON                                                # qubitDeclaration
    | QREG IDENTIFIER designator? SEMICOLON                                                 # qubitDeclaration
    | OUTPUT? BIT designator? IDENTIFIER (ASSIGN (MEASURE operand | expression))? SEMICOLON # bitDeclaration
    | CREG IDENTIFIER designator? SEMICOLON                                                 # bitDeclaration
    | CONST scalarType IDENTIFIER ASSIGN expression SEMICOLON                               # constant
    | DURATION IDENTIFIER ASSIGN expression SEMICOLON                                       # constant
    | CONST? ARRAY LBRACKET scalarType (COMMA expression)+ RBRACKET IDENTIFIER
        ASSIGN arrayLiteral SEMICOLON                                                       # array
    | LET IDENTIFIER ASSIGN operand (CONCATENATE operand)* SEMICOLON                        # alias
    | GATE IDENTIFIER (LPAREN parameters = names? RPAREN)? qubits = names
        LBRACE statement* RBRACE                                                            # gateDefinition
    | modifier* gateName = (IDENTIFIER | GPHASE) (LPAREN arguments? RPAREN)? designator?
        operands? SEMICOLON                                                                 # gateCall
    | MEASURE operand (ARROW operand)? SEMICOLON                                            # measurement
    | operand ASSIGN MEASURE operand SEMICOLON                                              # measurementAssignment
    | RESET operand SEMICOLON                                                               # reset
    | BARRIER operands? SEMICOLON                                                           # barrier
    | DELAY designator operands? SEMICOLON                                                  # delay
    | BOX designator? LBRACE statement* RBRACE                                              # box
    | FOR scalarType IDENTIFIER IN values loopBody                                          # forLoop
    | IF LPAREN expression RPAREN then = loopBody (ELSE otherwise = loopBody)?              # conditional
    | WHILE LPAREN expression RPAREN loopBody                                               # whileLoop
    | SWITCH LPAREN expression RPAREN LBRACE switchCase* (DEFAULT otherwise = block)? RBRACE # switchOver
    | kind = (BREAK | CONTINUE) SEMICOLON                                                   # jump
    | END SEMICOLON                                                                         # programEnd
    | NOP operands? SEMICOLON                                                               # nothing
    | kind = (INT | UINT | FLOAT | ANGLE | BOOL) designator? IDENTIFIER
        (ASSIGN expression)? SEMICOLON                                                      # variable
    | IDENTIFIER operator = (ASSIGN | ADD_ASSIGN | SUBTRACT_ASSIGN) expression SEMICOLON    # assignment
    | OPAQUE IDENTIFIER (LPAREN names? RPAREN)? names SEMICOLON                             # opaqueGate
    | word = (OPAQUE | ELSE | CASE | DEFAULT | RETURN | DEF | EXTERN | CAL | DEFCAL | DEFCALGRAMMAR
        | INPUT | OUTPUT | STRETCH | COMPLEX)                                               # refused
    ;

loopBody
    : LBRACE statement* RBRACE
    | statement
    ;

block
    : LBRACE statement* RBRACE
    ;

switchCase
    : CASE arguments block
    ;

arrayLiteral
    : LBRACE (arrayElement (COMMA arrayElement)*)? RBRACE
    ;

arrayElement
    : expression
    | arrayLiteral
    ;

values
    : LBRACKET range RBRACKET
    | IDENTIFIER
    | LBRACE arguments RBRACE
    ;

modifier
    : kind = (CTRL | NEGCTRL | INV | POW) (LPAREN expression RPAREN)? AT
    ;

scalarType
    : kind = (BIT | INT | UINT | FLOAT | ANGLE | BOOL | DURATION) designator?
    ;

designator
    : LBRACKET expression RBRACKET
    ;

names
    : IDENTIFIER (COMMA IDENTIFIER)*
    ;

arguments
    : expression (COMMA expression)*
    ;

operands
    : operand (COMMA operand)*
    ;

operand
    : IDENTIFIER index?
    | HARDWARE_QUBIT
    ;

index
    : LBRACKET (expression (COMMA further = arguments)? | range | LBRACE set = arguments RBRACE) RBRACKET
    ;

range
    : first = expression? COLON middle = expression? (COLON last = expression)?
    ;

expression
    : LPAREN expression RPAREN                                                              # parentheses
    | <assoc = right> expression POWER expression                                           # power
    | operator = (MINUS | PLUS) expression                                                  # sign
    | operator = (NOT | TILDE) expression                                                   # negation
    | expression operator = (STAR | SLASH | PERCENT) expression                             # product
    | expression operator = (PLUS | MINUS) expression                                       # sum
    | expression operator = (SHIFT_LEFT | SHIFT_RIGHT) expression                           # shift
    | expression operator = (LESS | NOT_GREATER | GREATER | NOT_LESS) expression            # comparison
    | expression operator = (EQUALS | NOT_EQUALS) expression                                # comparison
    | expression operator = AMPERSAND expression                                            # connection
    | expression operator = CARET expression                                                # connection
    | expression operator = PIPE expression                                                 # connection
    | expression operator = AND expression                                                  # connection
    | expression operator = OR expression                                                   # connection
    | scalarType LPAREN expression RPAREN                                                   # cast
    | function = (IDENTIFIER | POW) LPAREN arguments? RPAREN                                # functionCall
    | IDENTIFIER index+                                                                     # bits
    | IDENTIFIER                                                                            # name
    | STRING                                                                                # bitString
    | literal = (INTEGER | HEXADECIMAL | OCTAL | BINARY | REAL_NUMBER | TIME)               # number
    ;
