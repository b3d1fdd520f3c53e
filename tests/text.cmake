set(DUBAN_TESTS_TEXT
  dsl/text/text_test.cpp
  dsl/value/date_test.cpp
  dsl/value/decimal_test.cpp
  engine/digest/sha256_test.cpp
  engine/json/writer_test.cpp)
