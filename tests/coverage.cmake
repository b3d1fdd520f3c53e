set(DUBAN_TESTS_COVERAGE engine/coverage/coverage_test.cpp engine/coverage/document_test.cpp)
