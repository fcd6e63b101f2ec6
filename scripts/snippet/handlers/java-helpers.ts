/** Tests of texts, which both libraries share. */
const tests = [
  '',
  'private static boolean same(String value, String expected) {',
  '  return value.equals(expected);',
  '}',
  '',
  'private static boolean starts(String value, String start) {',
  '  return value.startsWith(start);',
  '}',
  '',
  'private static boolean ends(String value, String end) {',
  '  return value.endsWith(end);',
  '}',
];

/**
 * What reads a message with Jackson.
 *
 * @param lists some place is an element of a list
 */
export const jackson = (lists: boolean): string[] => [
  ...tests,
  '',
  '/** What JSON holds; a missing node where it is none. */',
  'private static JsonNode parsed(String json) {',
  '  try {',
  '    return JSON.readTree(json);',
  '  } catch (IOException none) {',
  '    return MissingNode.getInstance();',
  '  }',
  '}',
  '',
  '/** What stands at a path; a missing node where there is nothing. */',
  'private static JsonNode at(JsonNode node, String... path) {',
  '  for (String step : path) {',
  ...(lists
    ? [
        '    if (node.isArray() && step.matches("\\\\d{1,9}")) {',
        '      node = node.path(Integer.parseInt(step));',
        '    } else {',
        '      node = node.path(step);',
        '    }',
      ]
    : ['    node = node.path(step);']),
  '  }',
  '  return node;',
  '}',
  '',
  'private static String text(Object value) {',
  '  if (value instanceof JsonNode node) {',
  '    return node.isContainerNode() ? node.toString() : node.isNull() ? "" : node.asText();',
  '  }',
  '  return String.valueOf(value);',
  '}',
  '',
  'private static List<String> texts(JsonNode list) {',
  '  List<String> texts = new ArrayList<>();',
  '  list.forEach(one -> texts.add(text(one)));',
  '  return texts;',
  '}',
];

/** What reads a message with the JSON of the Socket.IO client. */
export const orgJson: readonly string[] = [
  ...tests,
  '',
  '/** What stands at a path; null where there is nothing. */',
  'private static Object at(Object value, String... path) {',
  '  for (String step : path) {',
  '    if (value instanceof JSONObject parent) {',
  '      value = parent.opt(step);',
  '    } else if (value instanceof JSONArray parent && step.matches("\\\\d{1,9}")) {',
  '      value = parent.opt(Integer.parseInt(step));',
  '    } else {',
  '      return null;',
  '    }',
  '  }',
  '  return value;',
  '}',
  '',
  'private static String text(Object value) {',
  '  return value == null || value == JSONObject.NULL ? "" : value.toString();',
  '}',
  '',
  'private static List<String> texts(Object list) {',
  '  List<String> texts = new ArrayList<>();',
  '  if (list instanceof JSONArray all) {',
  '    all.forEach(one -> texts.add(text(one)));',
  '  }',
  '  return texts;',
  '}',
];
