// SPDX-License-Identifier: GPL-3.0-or-later
// Holds every list that the sandbox gives against Xero's own OpenAPI description, where that file is:
// beside the checkout, or named by TIEOUT_XERO_OPENAPI.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv');
const YAML = require('yaml');

function specFile() {
  const places = [process.env.TIEOUT_XERO_OPENAPI,
    ...['..', '../..'].map((up) => path.join(__dirname, '../../..', up, 'shared/xero-openapi/xero_accounting.yaml'))];
  return places.find((place) => place && fs.existsSync(place));
}

// OpenAPI 3.0 into JSON Schema: nullable, and nothing undeclared may appear.
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  const out = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'example' || key === 'format' || key === 'required' || key.startsWith('x-')) continue;
    out[key] = strict(value);
  }
  if (out.properties && out.type === 'object' && !out.allOf) out.additionalProperties = false;
  return out;
}

// What Xero sends and the description (16.1.0) doesn't know: xero-api.md §3.
const LIVE = {
  Invoice: ['DateString', 'DueDateString', 'Overpayments', 'Prepayments'],
  CreditNote: ['DateString', 'ID'],
  Overpayment: ['DateString', 'ID', 'FullyPaidOnDate', 'HasErrors'],
  Prepayment: ['DateString', 'ID', 'FullyPaidOnDate', 'HasErrors'],
  BankTransaction: ['DateString'],
  BankTransfer: ['DateString'],
  Payment: ['HasAccount'],
  Contact: [],
};
const ENVELOPE = ['Id', 'Status', 'ProviderName', 'DateTimeUTC'];

async function contract({ url, token }) {
  const file = specFile();
  if (!file) return 'contract not checked: xero_accounting.yaml is not there';
  const schemas = strict(YAML.parse(fs.readFileSync(file, 'utf8'), { merge: true }).components.schemas);
  for (const [name, fields] of Object.entries(LIVE))
    for (const field of fields) schemas[name].properties[field] ??= {};
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ $id: 'xero', components: { schemas } });
  const lists = ['Organisations', 'Accounts', 'TaxRates', 'Currencies', 'Items', 'Contacts', 'Invoices',
    'CreditNotes', 'Overpayments', 'Prepayments', 'Payments', 'BatchPayments', 'BankTransactions',
    'BankTransfers'];
  const wrong = [];
  let records = 0;
  for (const list of lists) {
    for (const field of ENVELOPE) schemas[list].properties[field] ??= {};
    const address = `${url}/api.xro/2.0/${list === 'Organisations' ? 'Organisation' : list}?page=1`;
    const answer = await fetch(address, { headers: {
      authorization: `Bearer ${token.access_token}`, 'xero-tenant-id': token.tenantId } });
    const body = await answer.json();
    assert.equal(answer.status, 200, address);
    assert.ok(body[list].length > 0, `${list} has something to check`);
    records += body[list].length;
    const check = ajv.compile({ $ref: `xero#/components/schemas/${list}` });
    if (!check(body))
      for (const error of check.errors)
        wrong.push(`${list} ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }
  assert.deepEqual([...new Set(wrong)], []);
  return `${records} records of ${lists.length} lists fit ${path.basename(file)}`;
}

module.exports = { contract };
