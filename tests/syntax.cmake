set(DUBAN_TESTS_SYNTAX
    dsl/syntax/diagnostics_test.cpp
    dsl/syntax/keywords_test.cpp
    dsl/syntax/lexer_test.cpp
    dsl/syntax/limits_test.cpp
    dsl/syntax/plans_test.cpp
    dsl/syntax/print_test.cpp
    dsl/syntax/sentences_test.cpp)
